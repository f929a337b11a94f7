import { useRef, useState, type RefObject } from 'react';
import type { Resolution } from '../../../shared/model.ts';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Maximize } from '../../ui/icons.ts';
import { PictureViewer } from '../../ui/PictureViewer.tsx';
import { clipFrame, frameSentence } from './clip-frame.ts';
import { CropPreview } from './CropPreview.tsx';
import { t } from '../../texts/index.ts';

export interface CropResultProps {
  image: RefObject<HTMLImageElement | null>;
  isReady: boolean;
  area: CropArea;
  resolution: Resolution | undefined;
}

/** What the clip will start from: small beside the crop, and in full on request. */
export function CropResult({ image, isReady, area, resolution }: CropResultProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [viewed, setViewed] = useState<string>();
  const frame = clipFrame(area, resolution);

  function view(): void {
    canvas.current?.toBlob((blob) => {
      if (blob !== null) setViewed(URL.createObjectURL(blob));
    });
  }

  function close(address: string): void {
    URL.revokeObjectURL(address);
    setViewed(undefined);
  }

  return (
    <section aria-label={t('In the clip')}>
      <div className="mb-1 flex items-center justify-between">
        <h3 className="text-sm font-medium text-ink-2">{t('In the clip')}</h3>
        <IconButton name={t('Look at it in full')} size={24} className="-me-1" isDisabled={!isReady} onPress={view}>
          <Maximize size={14} aria-hidden />
        </IconButton>
      </div>
      <CropPreview image={image} isReady={isReady} area={area} drawn={frame ?? area} canvas={canvas} />
      <p className="mt-1.5 min-h-8 text-sm text-ink-3 tabular-nums">{frameSentence(area, frame)}</p>
      {viewed === undefined ? null : (
        <PictureViewer
          picture={{ address: viewed, name: t('In the clip'), note: frameSentence(area, frame) }}
          onClose={() => {
            close(viewed);
          }}
        />
      )}
    </section>
  );
}
