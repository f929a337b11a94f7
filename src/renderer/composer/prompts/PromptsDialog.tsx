import { useEffect, useRef, useState } from 'react';
import { showPromptForm, showPrompts, useDialogs } from '../../store/dialogs.ts';
import { useDraft } from '../../store/draft.ts';
import { loadPrompts } from '../../store/prompt-acts.ts';
import { t } from '../../texts/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { X } from '../../ui/icons.ts';
import { newDraft } from './prompt-draft.ts';
import { PromptForm } from './PromptForm.tsx';
import { PromptList } from './PromptList.tsx';

/** The person's own prompts, and what clips were made with lately. */
export function PromptsDialog() {
  const isOpen = useDialogs((state) => state.arePromptsOpen);
  const isWriting = useDialogs(({ promptForm }) => promptForm !== undefined);
  return (
    <Dialog name={t('Prompts')} shape="list" closesOutside={!isWriting} isOpen={isOpen} onClose={close}>
      <Prompts />
    </Dialog>
  );
}

function close(): void {
  showPrompts(false);
}

function Prompts() {
  const prompt = useDraft(({ draft }) => draft.prompt);
  const editing = useDialogs(({ promptForm }) => promptForm?.now);
  const [hasEdited, setHasEdited] = useState(false);
  const afterwards = useRef<() => void>(undefined);

  useEffect(() => {
    void loadPrompts();
    return () => {
      // The dialog has given the focus back by then, and it can go on to the prompt.
      if (afterwards.current !== undefined) setTimeout(afterwards.current, 0);
    };
  }, []);

  function closeAnd(run: () => void): void {
    afterwards.current = run;
    close();
  }

  return (
    <div className="flex min-h-[440px] min-w-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-2 px-6 pt-[18px] pb-3">
        <h2 className="flex-1 text-xl font-semibold tracking-[-0.01em]">
          {editing === undefined ? t('Prompts') : editing.id === undefined ? t('Save a prompt') : t('Edit the prompt')}
        </h2>
        <IconButton name={t('Close')} onPress={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {editing === undefined ? (
        <PromptList
          prompt={prompt}
          takesFocus={hasEdited}
          onUse={closeAnd}
          onEdit={showPromptForm}
          onSaveNew={(text) => {
            showPromptForm(newDraft(text));
          }}
        />
      ) : (
        <PromptForm
          draft={editing}
          onDone={() => {
            setHasEdited(true);
            showPromptForm(undefined);
          }}
        />
      )}
    </div>
  );
}
