import { useId, useState } from 'react';
import { tagSchema } from '../../shared/keeping.ts';
import { focusTarget } from '../store/commands.ts';
import { useFacets } from '../store/facets.ts';
import { keep } from '../store/keeping.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

const holdTags = focusTarget('tags');

/** The tags that all of these clips have, each with a cross, and a field for another one. */
export function TagsField({ ids, tags }: { ids: readonly string[]; tags: readonly string[] }) {
  return (
    <div>
      {tags.length === 0 ? null : (
        <ul aria-label={t('Tags')} className="mb-1.5 flex flex-wrap gap-1">
          {tags.map((tag) => (
            <li key={tag} className="flex h-6 max-w-full items-center rounded-token bg-button ps-2 text-sm">
              <span className="truncate">{tag}</span>
              <IconButton
                name={t('Remove tag {{tag}}', { tag })}
                size={24}
                onPress={() => void keep(ids, { removeTags: [tag] })}
              >
                <X size={12} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <NewTag ids={ids} />
    </div>
  );
}

function NewTag({ ids }: { ids: readonly string[] }) {
  const [text, setText] = useState('');
  const known = useFacets()?.facets?.tags ?? [];
  const listId = useId();
  const tag = tagSchema.safeParse(text);
  const isWrong = text.trim() !== '' && !tag.success;
  return (
    <form
      ref={holdTags}
      onSubmit={(event) => {
        event.preventDefault();
        if (!tag.success) return;
        void keep(ids, { addTags: [tag.data] });
        setText('');
      }}
    >
      <TextField
        label={t('Add a tag')}
        isLabelHidden
        placeholder={t('Add a tag')}
        value={text}
        onChange={setText}
        error={isWrong ? t('A tag has at most 60 characters.') : undefined}
        {...(known.length > 0 && { list: listId })}
      />
      <datalist id={listId}>
        {known.map(({ tag: name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </form>
  );
}
