import { NumberField } from '../../ui/NumberField.tsx';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { inside, resized, type PictureSize } from './crop-geometry.ts';
import { t } from '../../texts/index.ts';

export interface CropFieldsProps {
  area: CropArea;
  picture: PictureSize;
  ratio: number | undefined;
  onChange: (area: CropArea) => void;
}

/** The crop as four numbers, to the pixel. With a fixed shape, width and height lead each other. */
export function CropFields({ area, picture, ratio, onChange }: CropFieldsProps) {
  const { leftPixels, topPixels, widthPixels, heightPixels } = area;
  return (
    <div role="group" aria-label={t('Kept part in pixels')} className="grid grid-cols-2 items-end gap-x-3 gap-y-2">
      <NumberField
        label={t('Width')}
        value={widthPixels}
        least={1}
        most={picture.widthPixels}
        onChange={(width) => {
          onChange(resized(area, width - widthPixels, 0, picture, ratio));
        }}
      />
      <NumberField
        label={t('Height')}
        value={heightPixels}
        least={1}
        most={picture.heightPixels}
        onChange={(height) => {
          onChange(resized(area, 0, height - heightPixels, picture, ratio));
        }}
      />
      <NumberField
        label={t('From the left')}
        value={leftPixels}
        least={0}
        most={picture.widthPixels - widthPixels}
        onChange={(left) => {
          onChange(inside({ ...area, leftPixels: left }, picture));
        }}
      />
      <NumberField
        label={t('From the top')}
        value={topPixels}
        least={0}
        most={picture.heightPixels - heightPixels}
        onChange={(top) => {
          onChange(inside({ ...area, topPixels: top }, picture));
        }}
      />
    </div>
  );
}
