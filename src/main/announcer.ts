import type { Announcement } from '../shared/contract.ts';

/** Hands every announcement to every window. One listener that throws does not keep it from the others. */
export interface Announcer {
  announce(announcement: Announcement): void;
  subscribe(listener: (announcement: Announcement) => void): () => void;
}

export function createAnnouncer(onListenerError: (thrown: unknown) => void): Announcer {
  const listeners = new Set<(announcement: Announcement) => void>();
  return {
    announce(announcement) {
      for (const listener of listeners) {
        try {
          listener(announcement);
        } catch (thrown) {
          onListenerError(thrown);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
