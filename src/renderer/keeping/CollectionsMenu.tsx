import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { createCollection } from '../store/acts.ts';
import { CollectionRow } from './CollectionRow.tsx';
import { useCollections } from '../store/collections.ts';
import { keep } from '../store/keeping.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Folder } from '../ui/icons.ts';
import { t } from '../texts/index.ts';
import { listOf } from '../texts/format.ts';

/** Which collections these clips are in; all of them, where there are several clips. */
export function CollectionsMenu({ ids, inAll }: { ids: readonly string[]; inAll: readonly string[] }) {
  const collections = useCollections((state) => state.collections);
  const names = collections.filter(({ id }) => inAll.includes(id)).map(({ name }) => name);
  return (
    <DialogTrigger>
      <AriaButton className="flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-control px-2 text-ink-2 transition-colors hover:over-hover pressed:over-press">
        <Folder size={16} aria-hidden className="shrink-0" />
        <span className="truncate">
          {names.length === 0 ? t('Add to a collection') : t('In {{names}}', { names: listOf(names) })}
        </span>
      </AriaButton>
      <Popover
        // The trigger would name this box too, which has no role; the dialog inside has the name.
        // oxlint-disable-next-line jsx-a11y/aria-proptypes -- only an empty value keeps the trigger's from being set
        aria-labelledby=""
        placement="bottom start"
        offset={6}
        className="w-64 rounded-pop bg-surface-3 shadow-pop outline-none pop-motion"
      >
        <Dialog aria-label={t('Collections')} className="flex flex-col gap-2 p-3 outline-none">
          <div className="max-h-60 overflow-y-auto">
            {collections.map((collection) => (
              <CollectionRow
                key={collection.id}
                collection={collection}
                ids={ids}
                isIn={inAll.includes(collection.id)}
              />
            ))}
          </div>
          <NewCollection ids={ids} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function NewCollection({ ids }: { ids: readonly string[] }) {
  const [name, setName] = useState('');
  const create = async (): Promise<void> => {
    const outcome = await createCollection(name.trim());
    if (!outcome.ok) return;
    setName('');
    await keep(ids, { addToCollection: outcome.value.id });
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void create();
      }}
    >
      <TextField label={t('New collection')} value={name} onChange={setName} maxLength={100} className="flex-1" />
      <Button type="submit" size={32} isDisabled={name.trim() === ''}>
        {t('Add')}
      </Button>
    </form>
  );
}
