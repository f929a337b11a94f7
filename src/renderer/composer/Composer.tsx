import { useEffect, type KeyboardEvent } from 'react';
import { CompareDialog } from '../sheet/compare/CompareDialog.tsx';
import { ImportBatchDialog } from '../sheet/list/ImportBatchDialog.tsx';
import { openImport } from '../sheet/list/list-state.ts';
import { SendSheet } from '../sheet/SendSheet.tsx';
import { clearComposer } from '../store/acts.ts';
import { focusOn, offer } from '../store/commands.ts';
import { useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ListPlus } from '../ui/icons.ts';
import { Mark } from '../ui/Mark.tsx';
import { useComposition, type Composition } from './composition.ts';
import { DropOverlay } from './DropOverlay.tsx';
import { FirstFrame } from './FirstFrame.tsx';
import { Go } from './Go.tsx';
import { firstFrameInputs } from './model-view.ts';
import { Advanced, Options } from './Options.tsx';
import { PromptField } from './PromptField.tsx';
import { ProviderPicker } from './ProviderPicker.tsx';
import { readinessOf } from './readiness.ts';
import { PromptVariants } from './PromptVariants.tsx';
import { send } from './send.ts';
import { SeveralPictures } from './SeveralPictures.tsx';
import { t } from '../texts/index.ts';

/** The left column. Drawn from what the chosen model accepts. */
export function Composer() {
  const composition = useComposition();
  if (composition === undefined) return null;
  return (
    <>
      <ComposerForm composition={composition} />
      <DropOverlay />
      <SeveralPictures composition={composition} />
      <CompareDialog composition={composition} />
      <ImportBatchDialog composition={composition} />
      <SendSheet />
    </>
  );
}

function ComposerForm({ composition }: { composition: Composition }) {
  const connection = useSession((state) => state.connection);
  const upload = useDraft((state) => state.upload.state);
  const sending = useDraft((state) => state.sending);
  const readOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const callbackUrl = useDraft((state) => state.draft.callbackUrl) ?? '';
  const readiness = readinessOf(composition, { connection, upload, sending, readOnly });
  const { provider, spec, request } = composition;
  const showsFirstFrame =
    firstFrameInputs(provider.models, spec).isShown || request.firstFrame !== undefined || upload !== 'none';

  function go(): void {
    if (readiness.can) {
      send(composition);
      return;
    }
    useDraft.setState({ attempted: true });
    if (readiness.field === 'prompt') focusOn('prompt');
  }

  // Also asked for from the palette.
  useEffect(() => offer('generate', go));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    // Keys pressed in a dialog that this form opened come by here as well; they are not meant for Generate.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    event.preventDefault();
    go();
  }

  return (
    <form
      aria-label={t('New clip')}
      className="flex h-full min-h-0 flex-col border-e border-line bg-surface-1"
      onSubmit={(event) => {
        event.preventDefault();
      }}
      onKeyDown={onKeyDown}
    >
      <div className="flex h-(--top-row) shrink-0 items-center gap-2 ps-4 pe-3 app-drag">
        <Mark />
        <h1 className="min-w-0 flex-1 text-lg font-semibold">{t('New clip')}</h1>
        <IconButton name={t('Import a batch')} isDisabled={readOnly} onPress={openImport}>
          <ListPlus size={16} aria-hidden />
        </IconButton>
        <Button variant="quiet" onPress={clearComposer}>
          {t('Clear')}
        </Button>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pt-1 pb-4">
        <PromptField composition={composition} />
        <PromptVariants composition={composition} />
        {showsFirstFrame ? <FirstFrame composition={composition} /> : null}
        <ProviderPicker composition={composition} />
        <Options composition={composition} />
        {spec.callbackUrl ? <Advanced key={spec.id} composition={composition} callbackUrl={callbackUrl} /> : null}
      </div>
      <Go composition={composition} readiness={readiness} onGenerate={go} />
    </form>
  );
}
