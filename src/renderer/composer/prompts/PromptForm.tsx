import { useId, useState } from 'react';
import { writePromptForm } from '../../store/dialogs.ts';
import { savePrompt } from '../../store/prompt-acts.ts';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { tagsFrom, type PromptDraft } from './prompt-draft.ts';

/** Names a prompt, or changes one. What the core refuses stays in its field. */
export function PromptForm({ draft, onDone }: { draft: PromptDraft; onDone: () => void }) {
  const { id, name, text, tags } = draft;
  const [error, setError] = useState<string>();
  const textId = useId();
  const readTags = tagsFrom(tags);
  const isReady = name.trim() !== '' && text.trim() !== '' && readTags !== undefined;

  async function save(): Promise<void> {
    if (!isReady) return;
    const outcome = await savePrompt({ id: id ?? crypto.randomUUID(), name: name.trim(), text, tags: readTags });
    if (outcome.ok) onDone();
    else setError(told(outcome.failure));
  }

  return (
    <form
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-1 pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('Name')}
        value={name}
        maxLength={100}
        autoFocus
        error={error}
        onChange={(next) => {
          writePromptForm({ name: next });
          setError(undefined);
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col">
        <label htmlFor={textId} className="field-label">
          {t('Text')}
        </label>
        <textarea
          id={textId}
          dir="auto"
          value={text}
          maxLength={20_000}
          onChange={({ target }) => {
            writePromptForm({ text: target.value });
          }}
          className="min-h-32 flex-1 resize-none rounded-control px-3 py-2 field-frame outline-none"
        />
      </div>
      <TextField
        label={t('Tags')}
        value={tags}
        placeholder={t('night, sea')}
        onChange={(next) => {
          writePromptForm({ tags: next });
        }}
        error={readTags === undefined ? t('A tag has at most 60 characters, a prompt at most 20 tags.') : undefined}
      />
      <div className="flex justify-end gap-2">
        <Button size={32} onPress={onDone}>
          {t('Cancel')}
        </Button>
        <Button size={32} type="submit" variant="primary" isInert={!isReady}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}
