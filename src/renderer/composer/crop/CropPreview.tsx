import { useCallback, useMemo, type RefObject } from 'react';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import type { PictureSize } from './crop-geometry.ts';
import { useLatest } from './use-latest.ts';
import { t } from '../../texts/index.ts';

export interface CropPreviewProps {
  image: RefObject<HTMLImageElement | null>;
  /** The picture has been read. */
  isReady: boolean;
  area: CropArea;
  /** The size that the result is drawn at: that of the clip where it is known. */
  drawn: PictureSize;
  canvas: RefObject<HTMLCanvasElement | null>;
}

interface Wish {
  area: CropArea;
  drawn: PictureSize;
}

/** The kept part at the clip's resolution, so that a crop that is too small looks as soft here as it will there. */
export function CropPreview({ image, isReady, area, drawn, canvas }: CropPreviewProps) {
  const { widthPixels, heightPixels } = drawn;
  const wish = useMemo<Wish | undefined>(
    () => (isReady ? { area, drawn: { widthPixels, heightPixels } } : undefined),
    [isReady, area, widthPixels, heightPixels],
  );
  const draw = useCallback(
    async (next: Wish) => {
      const { current: source } = image;
      const { current: target } = canvas;
      if (source !== null && target !== null) await drawInto(target, source, next);
    },
    [image, canvas],
  );
  const { hasFailed } = useLatest(wish, draw);

  return (
    <div className="relative grid aspect-video w-full place-items-center overflow-hidden rounded-poster bg-black">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('The first frame after the crop')}
        className={`absolute inset-0 size-full object-contain ${hasFailed ? 'invisible' : ''}`}
      />
      {hasFailed ? <p className="text-sm text-on-picture">{t('No preview at this size.')}</p> : null}
    </div>
  );
}

async function drawInto(target: HTMLCanvasElement, source: HTMLImageElement, { area, drawn }: Wish): Promise<void> {
  const { leftPixels, topPixels, widthPixels, heightPixels } = area;
  const bitmap = await createImageBitmap(source, leftPixels, topPixels, widthPixels, heightPixels, {
    resizeWidth: drawn.widthPixels,
    resizeHeight: drawn.heightPixels,
    resizeQuality: 'high',
  });
  target.width = bitmap.width;
  target.height = bitmap.height;
  target.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
}
