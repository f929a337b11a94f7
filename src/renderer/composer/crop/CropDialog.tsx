import { useId, useMemo, useRef, useState } from 'react';
import type { ImageRules, Resolution } from '../../../shared/model.ts';
import type { CropArea } from '../../../shared/picture/crop-area.ts';
import type { PicturePlan } from '../../../shared/picture/fix.ts';
import type { KeptPicture } from '../../../shared/request.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { X } from '../../ui/icons.ts';
import { Segments } from '../../ui/Segments.tsx';
import { areaOfRatio, wholeOf, type PictureSize } from './crop-geometry.ts';
import { choiceOf, ratioChoices, type RatioKey } from './crop-ratios.ts';
import { cropVerdict } from './crop-verdict.ts';
import { CropFields } from './CropFields.tsx';
import { CropResult } from './CropResult.tsx';
import { CropStage } from './CropStage.tsx';
import { KeyHints, SpokenArea, VerdictLine } from './CropWords.tsx';
import { t } from '../../texts/index.ts';

export interface CropDialogProps {
  /** The picture as it was taken in, before any crop, and where its bytes are. */
  picture: KeptPicture;
  address: string;
  /** Where the last crop was. Absent: the nearest shape that the model takes. */
  start: CropArea | undefined;
  /** Of the chosen model. */
  rules: ImageRules;
  resolution: Resolution | undefined;
  onApply: (plan: PicturePlan) => void;
  onClose: () => void;
}

/** The crop editor: the picture, its shape, its numbers, and what the clip will make of it. */
export function CropDialog(props: CropDialogProps) {
  return (
    <Dialog name={t('Crop picture')} shape="stage" isOpen onClose={props.onClose}>
      <CropEditor {...props} />
    </Dialog>
  );
}

function CropEditor({ address, picture, start, rules, resolution, onApply, onClose }: CropDialogProps) {
  const choices = useMemo(() => ratioChoices(picture, rules), [picture, rules]);
  const [area, setArea] = useState(() => start ?? areaFor('nearest', choices, picture, wholeOf(picture)));
  const [shape, setShape] = useState<RatioKey>(() => (start === undefined ? 'nearest' : choiceOf(start, choices)));
  const [reading, setReading] = useState<'under-way' | 'done' | 'failed'>('under-way');
  const image = useRef<HTMLImageElement>(null);

  const ratio = choices.find(({ key }) => key === shape)?.ratio;
  const verdict = cropVerdict(area, picture, rules);
  const canApply = verdict.isAllowed && reading === 'done';
  const verdictId = useId();

  function chooseShape(next: RatioKey): void {
    setShape(next);
    setArea((before) => areaFor(next, choices, picture, before));
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-4 ps-6 pe-4 pt-4 pb-3">
        <h2 className="flex-1 text-xl font-semibold">{t('Crop picture')}</h2>
        <IconButton name={t('Close')} onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 gap-5 px-6">
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <Segments
            label={t('Shape')}
            isLabelHidden
            segments={choices.map(({ key, name }) => ({ value: key, name }))}
            value={shape}
            onChange={chooseShape}
          />
          {reading === 'failed' ? (
            <p
              role="alert"
              className="grid flex-1 place-items-center rounded-poster bg-well p-6 text-center text-ink-2"
            >
              {t('The picture cannot be shown here. Choose it once more.')}
            </p>
          ) : (
            <CropStage
              address={address}
              picture={picture}
              area={area}
              ratio={ratio}
              isForbidden={!verdict.isAllowed}
              imageRef={image}
              onChange={setArea}
              onLoad={() => {
                setReading('done');
              }}
              onError={() => {
                setReading('failed');
              }}
            />
          )}
        </div>
        <div className="-me-2 flex w-[240px] shrink-0 flex-col gap-3.5 overflow-y-auto pe-2 pb-1">
          <CropResult image={image} isReady={reading === 'done'} area={area} resolution={resolution} />
          <CropFields area={area} picture={picture} ratio={ratio} onChange={setArea} />
          <VerdictLine id={verdictId} verdict={verdict} />
        </div>
      </div>
      <footer className="flex shrink-0 items-center gap-2 px-6 pt-4 pb-5">
        <KeyHints />
        <Button size={32} onPress={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          size={32}
          variant="primary"
          isInert={!canApply}
          aria-describedby={verdictId}
          onPress={() => {
            if (canApply) onApply(verdict.plan);
          }}
        >
          {t('Apply')}
        </Button>
      </footer>
      <SpokenArea area={area} />
    </div>
  );
}

/** The area that a shape begins with: the largest of that ratio; any shape begins with what is there. */
function areaFor(
  shape: RatioKey,
  choices: ReturnType<typeof ratioChoices>,
  picture: PictureSize,
  before: CropArea,
): CropArea {
  const ratio = choices.find(({ key }) => key === shape)?.ratio;
  return ratio === undefined ? before : areaOfRatio(ratio, picture, before);
}
