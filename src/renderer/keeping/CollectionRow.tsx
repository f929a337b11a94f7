import { useRef, useState } from 'react';
import type { Collection } from '../../shared/clip-query.ts';
import { removeCollection, renameCollection } from '../store/acts.ts';
import { keep } from '../store/keeping.ts';
import { notice } from '../store/notices.ts';
import { CheckRow } from '../ui/CheckRow.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Pencil, X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

export interface CollectionRowProps {
  collection: Collection;
  /** The clips that go in or out. */
  ids: readonly string[];
  isIn: boolean;
}

/** One collection: in or out, another name, or gone. The clips in it stay whatever becomes of it. */
export function CollectionRow({ collection, ids, isIn }: CollectionRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const { id, name } = collection;
  if (isRenaming) {
    return (
      <NewName
        collection={collection}
        onDone={() => {
          setRenaming(false);
        }}
      />
    );
  }
  return (
    <div className="flex items-center">
      <div className="min-w-0 flex-1">
        <CheckRow
          isSelected={isIn}
          onChange={() => void keep(ids, isIn ? { removeFromCollection: id } : { addToCollection: id })}
        >
          {name}
        </CheckRow>
      </div>
      <IconButton
        name={t('Rename {{name}}', { name })}
        size={24}
        onPress={() => {
          setRenaming(true);
        }}
      >
        <Pencil size={12} aria-hidden />
      </IconButton>
      <IconButton
        name={t('Remove the collection {{name}}', { name })}
        size={24}
        onPress={() => void removeAloud(collection)}
      >
        <X size={12} aria-hidden />
      </IconButton>
    </div>
  );
}

async function removeAloud({ id, name }: Collection): Promise<void> {
  const outcome = await removeCollection(id);
  if (outcome.ok) notice(t('The collection “{{name}}” is gone. Its clips stay.', { name }), { tone: 'info' });
}

/** Enter keeps the name, and so does leaving the field; Escape keeps the former one. */
function NewName({ collection, onDone }: { collection: Collection; onDone: () => void }) {
  const [name, setName] = useState(collection.name);
  const isOver = useRef(false);

  function end(wanted: string): void {
    // A field that goes away is left, too.
    if (isOver.current) return;
    isOver.current = true;
    if (wanted !== '' && wanted !== collection.name) void renameCollection(collection.id, wanted);
    onDone();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        end(name.trim());
      }}
    >
      <TextField
        label={t('New name of {{name}}', { name: collection.name })}
        isLabelHidden
        autoFocus
        value={name}
        onChange={setName}
        onBlur={() => {
          end(name.trim());
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') end(collection.name);
          else event.continuePropagation();
        }}
        maxLength={100}
      />
    </form>
  );
}
