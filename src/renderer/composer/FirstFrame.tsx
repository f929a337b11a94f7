import { isAtWork } from './readiness.ts';
import { stopTaking, removeFirstFrame } from '../pictures/take-first-frame.ts';
import { useDraft, type Upload } from '../store/draft.ts';
import { Button } from '../ui/Button.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import type { Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { FirstFrameInputs } from './FirstFrameInputs.tsx';
import { FirstFramePicture } from './FirstFramePicture.tsx';
import { firstFrameInputs } from './model-view.ts';
import { RefusedPart } from './RefusedPart.tsx';
import { UrlWays } from './UrlWays.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** The picture that the clip starts from: dropped, pasted, chosen, or named by its address. */
export function FirstFrame({ composition }: { composition: Composition }) {
  const upload = useDraft((state) => state.upload);
  const { firstFrame } = composition.request;
  const inputs = firstFrameInputs(composition.provider.models, composition.spec, composition.imageHost);

  return (
    <section aria-label={t('First frame')} aria-busy={isAtWork(upload.state)}>
      <div className="flex items-baseline justify-between">
        <span className="field-label">{t('First frame')}</span>
        {inputs.isRequired ? null : <span className="text-sm text-ink-3">{t('optional')}</span>}
      </div>
      {upload.state === 'examining' || upload.state === 'preparing' ? (
        <OnItsWay upload={upload} />
      ) : firstFrame?.kind === 'picture' ? (
        <FirstFramePicture composition={composition} picture={firstFrame.picture} />
      ) : (
        <>
          <FirstFrameInputs url={firstFrame?.url ?? ''} takesFiles={inputs.files} takesUrls={inputs.urls} />
          {inputs.files || firstFrame !== undefined ? null : <UrlWays imageHost={composition.imageHost} />}
        </>
      )}
      {upload.state === 'failed' ? (
        <Trouble severity="error" className="mt-2" fixes={waysOut(firstFrame !== undefined)}>
          {told(upload.failure)}
        </Trouble>
      ) : null}
      <RefusedPart field="firstFrame" />
      <FieldTroubles composition={composition} field="firstFrame" />
    </section>
  );
}

function OnItsWay({ upload: { state, name } }: { upload: Extract<Upload, { state: 'examining' | 'preparing' }> }) {
  return (
    <div
      role="status"
      className="flex h-[84px] items-center gap-2 rounded-poster border border-dashed border-line-control p-3 text-sm text-ink-2"
    >
      <span className="min-w-0 flex-1 truncate">
        {state === 'examining' ? t('Reading {{name}}', { name }) : t('Preparing {{name}}', { name })}
      </span>
      <Button variant="quiet" onPress={stopTaking}>
        {t('Stop')}
      </Button>
    </div>
  );
}

/** What failed left the former first frame where it was. */
function waysOut(hasFormer: boolean) {
  return hasFormer
    ? [
        { label: t('Keep it as it is'), run: stopTaking },
        { label: t('Remove the picture'), run: removeFirstFrame },
      ]
    : [{ label: t('Leave it out'), run: removeFirstFrame }];
}
