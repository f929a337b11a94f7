import { useRef, type KeyboardEvent, type Ref } from 'react';
import { ReactCrop, type PercentCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import { isMainModifier } from '../../ui/Keys.tsx';
import { useSize } from '../../ui/use-size.ts';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import { snapped, type Handle, type PictureSize } from './crop-geometry.ts';
import { afterKey } from './crop-keys.ts';
import './crop-stage.css';
import { t } from '../../texts/index.ts';

export interface CropStageProps {
  address: string;
  picture: PictureSize;
  area: CropArea;
  ratio: number | undefined;
  /** The model takes no such crop: drawn in the colour of trouble, beside the words elsewhere. */
  isForbidden: boolean;
  imageRef: Ref<HTMLImageElement>;
  onChange: (area: CropArea) => void;
  onLoad: () => void;
  onError: () => void;
}

function handleNames() {
  return {
    nwDragHandle: t('Upper left corner'),
    nDragHandle: t('Upper edge'),
    neDragHandle: t('Upper right corner'),
    eDragHandle: t('Right edge'),
    seDragHandle: t('Lower right corner'),
    sDragHandle: t('Lower edge'),
    swDragHandle: t('Lower left corner'),
    wDragHandle: t('Left edge'),
  };
}

/** The whole picture with the part that is kept. The drawing is react-image-crop's; the numbers and the keys are ours. */
export function CropStage(props: CropStageProps) {
  const { address, picture, area, ratio, isForbidden, imageRef, onChange, onLoad, onError } = props;
  const stage = useRef<HTMLDivElement>(null);
  const shown = fitted(picture, useSize(stage));

  // In the capture phase, before the drawing sees the key: its own steps are pixels of the screen, not of the picture.
  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (target.closest('.ReactCrop__crop-selection') === null) return;
    const pressed = { key: event.key, shift: event.shiftKey, modifier: isMainModifier(event) };
    const next = afterKey(area, pressed, target.dataset['ord'] as Handle | undefined, picture, ratio);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  }

  function onDrag(crop: PercentCrop): void {
    const raw = {
      leftPixels: (crop.x / 100) * picture.widthPixels,
      topPixels: (crop.y / 100) * picture.heightPixels,
      widthPixels: (crop.width / 100) * picture.widthPixels,
      heightPixels: (crop.height / 100) * picture.heightPixels,
    };
    onChange(snapped(raw, area, picture, ratio));
  }

  return (
    <div
      ref={stage}
      // A picture has a left and a right in every language.
      dir="ltr"
      className="crop-stage grid min-h-0 min-w-0 flex-1 place-items-center overflow-hidden rounded-poster bg-black p-3"
      data-forbidden={isForbidden || undefined}
      onKeyDownCapture={onKeyDown}
    >
      <ReactCrop
        crop={percentOf(area, picture)}
        {...(ratio === undefined ? {} : { aspect: ratio })}
        keepSelection
        ruleOfThirds
        ariaLabels={{ cropArea: t('Kept part. Arrow keys move it, with Shift they resize it.'), ...handleNames() }}
        onChange={(_pixels, crop) => {
          onDrag(crop);
        }}
        onDragStart={() => {
          stage.current?.querySelector<HTMLElement>('.ReactCrop__crop-selection')?.focus({ preventScroll: true });
        }}
      >
        <img
          ref={imageRef}
          src={address}
          alt=""
          draggable={false}
          style={shown}
          onLoad={onLoad}
          onError={onError}
          className="max-w-none!"
        />
      </ReactCrop>
    </div>
  );
}

/** Even a picture one pixel wide has to be seen and taken hold of. */
const leastShownPixels = 16;

/** As large as the stage allows, at the picture's own ratio. */
function fitted(picture: PictureSize, stage: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(stage.width / picture.widthPixels, stage.height / picture.heightPixels);
  return {
    width: Math.max(leastShownPixels, Math.floor(picture.widthPixels * scale)),
    height: Math.max(leastShownPixels, Math.floor(picture.heightPixels * scale)),
  };
}

function percentOf(area: CropArea, picture: PictureSize): PercentCrop {
  return {
    unit: '%',
    x: (area.leftPixels / picture.widthPixels) * 100,
    y: (area.topPixels / picture.heightPixels) * 100,
    width: (area.widthPixels / picture.widthPixels) * 100,
    height: (area.heightPixels / picture.heightPixels) * 100,
  };
}
