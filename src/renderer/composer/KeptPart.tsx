import type { CropArea } from '../../shared/picture/crop-area.ts';
import type { PictureSize } from './crop/crop-geometry.ts';
import { roughRatioName } from './crop/crop-ratios.ts';
import { t } from '../texts/index.ts';

/** Laid over a picture: what a crop would keep, framed; the rest dimmed. For the eye, the words stand below. */
export function KeptPart({ area, picture }: { area: CropArea; picture: PictureSize }) {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      <div
        className="absolute outline-[1.5px] -outline-offset-[1.5px] outline-on-picture [box-shadow:0_0_0_9999px_var(--picture-dim)]"
        style={{
          left: percent(area.leftPixels, picture.widthPixels),
          top: percent(area.topPixels, picture.heightPixels),
          width: percent(area.widthPixels, picture.widthPixels),
          height: percent(area.heightPixels, picture.heightPixels),
        }}
      >
        <span className="absolute end-1.5 bottom-1.5 rounded-token bg-plate px-1.5 text-xs leading-[18px] whitespace-nowrap text-on-picture">
          {t('kept: {{ratio}}', { ratio: roughRatioName(area.widthPixels / area.heightPixels) })}
        </span>
      </div>
    </div>
  );
}
