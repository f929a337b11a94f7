import { randomUUID } from 'node:crypto';
import type { ClipQuery, Collection, SavedSearch } from '../../shared/clip-query.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { changeKeeping } from '../../shared/keeping.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { ClipIndex } from '../library/clip-index.ts';
import type { Shelf } from '../library/shelf.ts';
import type { KeepActs, Kept } from './keep-acts.ts';

/** What a person does with collections and saved searches. Each act either happened or throws a `FailureError`. */
export interface ShelfActs {
  collections(): Collection[];
  create(name: string): Collection;
  rename(id: string, name: string): Collection;
  /** The clips stay. */
  remove(id: string): Promise<Kept>;
  searches(): SavedSearch[];
  saveSearch(wanted: { id: string; name: string; query: ClipQuery }): SavedSearch;
  removeSearch(id: string): void;
}

export interface ShelfActsOptions {
  shelf: Shelf;
  clips: Pick<ClipIndex, 'inCollection'>;
  keepActs: Pick<KeepActs, 'change'>;
  now(): number;
  collectionsChanged(collections: Collection[]): void;
  searchesChanged(searches: SavedSearch[]): void;
}

/** More than anybody keeps in sight. */
const mostOfAKind = 1000;

export function createShelfActs(options: ShelfActsOptions): ShelfActs {
  const { shelf, clips, keepActs, now } = options;

  function put(collection: Collection): Collection {
    const others = shelf.collections().filter(({ id }) => id !== collection.id);
    if (others.some(({ name }) => fold(name) === fold(collection.name))) {
      throw refuse(
        sentence('There is a collection “{{name}}” already. Choose another name.', { name: collection.name }),
      );
    }
    if (others.length >= mostOfAKind) throw refuse(sentence('There are 1,000 collections already. Remove one first.'));
    shelf.putCollection(collection);
    options.collectionsChanged(shelf.collections());
    return collection;
  }

  return {
    collections: () => shelf.collections(),
    create: (name) => put({ id: randomUUID(), name, createdAt: now() }),
    rename(id, name) {
      const known = shelf.collections().find((collection) => collection.id === id);
      if (known === undefined) throw refuse(sentence('This collection is not there any more.'));
      return put({ ...known, name });
    },
    async remove(id) {
      const known = shelf.collections().find((collection) => collection.id === id);
      if (known === undefined) throw refuse(sentence('This collection is not there any more.'));
      const removed = await keepActs.change(
        clips.inCollection(id),
        ({ keeping }, at) => changeKeeping(keeping, { removeFromCollection: id }, at),
        () => {
          shelf.putCollection(known);
          options.collectionsChanged(shelf.collections());
        },
      );
      shelf.removeCollection(id);
      options.collectionsChanged(shelf.collections());
      return removed;
    },
    searches: () => shelf.searches(),
    saveSearch({ id, name, query }) {
      const known = shelf.searches();
      const before = known.find((search) => search.id === id);
      if (before === undefined && known.length >= mostOfAKind) {
        throw refuse(sentence('There are 1,000 saved searches already. Remove one first.'));
      }
      const search: SavedSearch = { id, name, query, createdAt: before?.createdAt ?? now() };
      shelf.putSearch(search);
      options.searchesChanged(shelf.searches());
      return search;
    },
    removeSearch(id) {
      shelf.removeSearch(id);
      options.searchesChanged(shelf.searches());
    },
  };
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
