import { useState } from 'react';
import { removeSearch, saveSearch, setQuery } from '../store/acts.ts';
import { useCollections } from '../store/collections.ts';
import { useSession } from '../store/session.ts';
import { findsAll } from '../store/belongs.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** Searches that the person gave a name, and a field to name the present one. */
export function SavedSearches() {
  const searches = useCollections((state) => state.searches);
  const query = useSession((state) => state.query);
  const isAnything = !findsAll(query) || query.sort !== undefined;
  if (searches.length === 0 && !isAnything) return null;
  return (
    <section aria-label={t('Saved searches')} className="border-b border-line pb-3">
      {searches.length === 0 ? null : (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {searches.map(({ id, name, query: saved }) => (
            <li key={id} className="flex items-center rounded-control bg-button shadow-raised">
              <Button
                variant="quiet"
                onPress={() => {
                  setQuery(saved);
                }}
              >
                {name}
              </Button>
              <IconButton
                name={t('Forget the search {{name}}', { name })}
                size={24}
                onPress={() => void removeSearch(id)}
              >
                <X size={12} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {isAnything ? <NameField /> : null}
    </section>
  );
}

function NameField() {
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    const outcome = await saveSearch(name.trim());
    if (outcome.ok) setName('');
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <TextField label={t('Save this search as')} value={name} onChange={setName} maxLength={100} className="flex-1" />
      <Button type="submit" size={32} isDisabled={name.trim() === ''}>
        {t('Save')}
      </Button>
    </form>
  );
}
