import type { SQLOutputValue } from 'node:sqlite';
import { collectionSchema, savedSearchSchema, type Collection, type SavedSearch } from '../../shared/clip-query.ts';
import type { JobTables } from './job-tables.ts';

/** Collections and saved searches: few, and kept in the database with the clips. Any call may throw `FailureError`. */
export interface Shelf {
  /** By name. */
  collections(): Collection[];
  putCollection(collection: Collection): void;
  removeCollection(id: string): void;
  /** By name. */
  searches(): SavedSearch[];
  putSearch(search: SavedSearch): void;
  removeSearch(id: string): void;
}

export function createShelf({ database, guarded }: JobTables): Shelf {
  const allCollections = database.prepare('SELECT id, name, created_at AS createdAt FROM collection');
  const putCollection = database.prepare(
    'INSERT INTO collection (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
  );
  const removeCollection = database.prepare('DELETE FROM collection WHERE id = ?');
  const allSearches = database.prepare('SELECT id, name, query, created_at AS createdAt FROM saved_search');
  const putSearch = database.prepare(
    `INSERT INTO saved_search (id, name, query, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query`,
  );
  const removeSearch = database.prepare('DELETE FROM saved_search WHERE id = ?');
  return {
    collections: () => guarded(() => readCollections(allCollections.all())),
    putCollection: ({ id, name, createdAt }) => guarded(() => void putCollection.run(id, name, createdAt)),
    removeCollection: (id) => guarded(() => void removeCollection.run(id)),
    searches: () => guarded(() => readSearches(allSearches.all())),
    putSearch: ({ id, name, query, createdAt }) =>
      guarded(() => void putSearch.run(id, name, JSON.stringify(query), createdAt)),
    removeSearch: (id) => guarded(() => void removeSearch.run(id)),
  };
}

type Row = Record<string, SQLOutputValue>;

function readCollections(rows: Row[]): Collection[] {
  return byName(rows.flatMap((row) => collectionSchema.safeParse(row).data ?? []));
}

/** A search that this version cannot read any more is left out, and stays in the file as it is. */
function readSearches(rows: Row[]): SavedSearch[] {
  return byName(
    rows.flatMap((row) => {
      try {
        return savedSearchSchema.safeParse({ ...row, query: JSON.parse(String(row['query'])) }).data ?? [];
      } catch {
        return [];
      }
    }),
  );
}

function byName<T extends { name: string }>(named: T[]): T[] {
  return named.toSorted((one, other) => one.name.localeCompare(other.name));
}
