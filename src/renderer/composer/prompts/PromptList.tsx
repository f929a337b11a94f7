import { useLayoutEffect, useRef, useState } from 'react';
import { usePrompts } from '../../store/prompts.ts';
import { writtenFor } from '../../store/draft-rules.ts';
import { t } from '../../texts/index.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BookmarkPlus, Search } from '../../ui/icons.ts';
import { draftOf, foundIn, recentIn, type PromptDraft } from './prompt-draft.ts';
import { RecentRow, SavedRow } from './PromptRow.tsx';

export interface PromptListProps {
  /** What is in the composer. */
  prompt: string;
  /** It stands where a form had the focus until now. */
  takesFocus: boolean;
  /** To be run when the dialog is gone. */
  onUse: (run: () => void) => void;
  onEdit: (draft: PromptDraft) => void;
  onSaveNew: (text: string) => void;
}

export function PromptList({ prompt, takesFocus, onUse, onEdit, onSaveNew }: PromptListProps) {
  const [search, setSearch] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  const saved = usePrompts((state) => state.saved);
  const recent = usePrompts((state) => state.recent);
  const found = foundIn(saved ?? [], search);
  const lately = recentIn(recent, saved ?? [], search);
  const isNew = prompt.trim() !== '' && saved?.every(({ text }) => text !== prompt) === true;

  // Before the next key: with the form its focus is gone, and Escape would reach nobody.
  useLayoutEffect(() => {
    if (takesFocus) searchField.current?.focus();
  }, [takesFocus]);

  return (
    <>
      <div className="flex shrink-0 items-center gap-2 px-6 pb-3">
        <TextField
          label={t('Search prompts')}
          isLabelHidden
          type="search"
          placeholder={t('Search prompts')}
          value={search}
          onChange={setSearch}
          inputRef={searchField}
          before={<Search size={16} aria-hidden className="shrink-0 text-ink-3" />}
          className="flex-1"
        />
        {isNew ? (
          <Button
            size={32}
            onPress={() => {
              onSaveNew(prompt);
            }}
          >
            <BookmarkPlus size={16} aria-hidden />
            {t('Save this prompt')}
          </Button>
        ) : null}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {found.length === 0 ? null : (
          <Section name={t('Saved prompts')}>
            {found.map((one) => (
              <SavedRow
                key={one.id}
                prompt={one}
                onUse={onUse}
                onEdit={() => {
                  onEdit(draftOf(one));
                }}
                onTag={setSearch}
              />
            ))}
          </Section>
        )}
        {lately.length === 0 ? null : (
          <Section name={t('Recent prompts')}>
            {lately.map(({ text, at }) => (
              <RecentRow
                key={text}
                text={writtenFor(text)}
                at={at}
                onUse={onUse}
                onSave={() => {
                  onSaveNew(writtenFor(text));
                }}
              />
            ))}
          </Section>
        )}
        {saved === undefined || found.length + lately.length > 0 ? null : <Nothing isSearch={search.trim() !== ''} />}
      </div>
    </>
  );
}

function Section({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section aria-label={name}>
      <h3 className="px-3 pt-2 pb-1 text-sm font-medium text-ink-3">{name}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Nothing({ isSearch }: { isSearch: boolean }) {
  return (
    <div className="px-3 pt-16 text-center">
      <h3 className="text-lg font-semibold">{isSearch ? t('No prompt says that') : t('No prompts yet')}</h3>
      {isSearch ? null : (
        <p className="mx-auto mt-1.5 max-w-[360px] text-ink-2">
          {t(
            'Write a prompt and save it here. {subject} in it is a field to fill in; {dawn|dusk} makes one clip each.',
          )}
        </p>
      )}
    </div>
  );
}
