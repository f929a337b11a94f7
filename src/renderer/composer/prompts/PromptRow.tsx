import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { SavedPrompt } from '../../../shared/prompts.ts';
import { momentText } from '../../library/times.ts';
import { useNow } from '../../library/use-now.ts';
import { deletePrompt } from '../../store/prompt-acts.ts';
import { t } from '../../texts/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { BookmarkPlus, Pencil, Replace, Trash2 } from '../../ui/icons.ts';
import { insertPrompt, replacePrompt } from '../insert-into-prompt.ts';

type Use = (run: () => void) => void;

export interface SavedRowProps {
  prompt: SavedPrompt;
  onUse: Use;
  onEdit: () => void;
  onTag: (tag: string) => void;
}

export function SavedRow({ prompt, onUse, onEdit, onTag }: SavedRowProps) {
  const { name, text, tags } = prompt;
  return (
    <Row name={name} text={text} onUse={onUse}>
      {tags.map((tag) => (
        <Button
          key={tag}
          aria-label={t('Search for the tag {{tag}}', { tag })}
          onPress={() => {
            onTag(tag);
          }}
          className="min-h-6 rounded-token bg-button px-2 text-sm hover:bg-button-hover"
        >
          {tag}
        </Button>
      ))}
      <span className="flex-1" />
      <ReplaceButton name={name} text={text} onUse={onUse} />
      <IconButton name={t('Edit “{{name}}”', { name })} onPress={onEdit}>
        <Pencil size={16} aria-hidden />
      </IconButton>
      <IconButton name={t('Delete “{{name}}”', { name })} onPress={() => void deletePrompt(prompt)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </Row>
  );
}

export interface RecentRowProps {
  text: string;
  /** When a clip was last made with it. */
  at: number;
  onUse: Use;
  onSave: () => void;
}

export function RecentRow({ text, at, onUse, onSave }: RecentRowProps) {
  const now = useNow(60_000);
  const name = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return (
    <Row text={text} onUse={onUse}>
      <span className="flex-1 text-sm text-ink-3">{momentText(at, now)}</span>
      <ReplaceButton name={name} text={text} onUse={onUse} />
      <IconButton name={t('Save “{{name}}”', { name })} onPress={onSave}>
        <BookmarkPlus size={16} aria-hidden />
      </IconButton>
    </Row>
  );
}

function Row({ name, text, onUse, children }: { name?: string; text: string; onUse: Use; children: ReactNode }) {
  return (
    <li className="rounded-control px-3 py-1.5 hover:over-hover">
      <Button
        onPress={() => {
          onUse(() => {
            insertPrompt(text);
          });
        }}
        className="block w-full rounded-control text-start"
      >
        {name === undefined ? null : <span className="block font-medium">{name}</span>}
        <span dir="auto" className={`line-clamp-2 break-words ${name === undefined ? 'text-ink-1' : 'text-ink-2'}`}>
          {text}
        </span>
      </Button>
      <div className="mt-1 flex flex-wrap items-center gap-1">{children}</div>
    </li>
  );
}

function ReplaceButton({ name, text, onUse }: { name: string; text: string; onUse: Use }) {
  return (
    <IconButton
      name={t('Replace the prompt by “{{name}}”', { name })}
      onPress={() => {
        onUse(() => {
          replacePrompt(text);
        });
      }}
    >
      <Replace size={16} aria-hidden />
    </IconButton>
  );
}
