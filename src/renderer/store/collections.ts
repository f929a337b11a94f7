import { create } from 'zustand';
import type { Collection, SavedSearch } from '../../shared/clip-query.ts';
import type { Client } from '../../shared/rpc.ts';

/** What the person has named: collections of clips, and searches. A mirror of the core, like the session. */
interface Named {
  collections: readonly Collection[];
  searches: readonly SavedSearch[];
}

export const useCollections = create<Named>(() => ({ collections: [], searches: [] }));

/** Rejects with `FailureError`. */
export async function readCollections(client: Client): Promise<void> {
  const [{ collections }, { searches }] = await Promise.all([
    client.call('collection.list', {}),
    client.call('search.list', {}),
  ]);
  useCollections.setState({ collections, searches });
}

/** Writes what the core says of them into the mirror. */
export function followCollections(client: Client): void {
  client.on('collections.changed', ({ collections }) => {
    useCollections.setState({ collections });
  });
  client.on('searches.changed', ({ searches }) => {
    useCollections.setState({ searches });
  });
}
