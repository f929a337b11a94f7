/**
 * Makes one picture after the other. A clip that went wrong is tried again only when the person opens it, so a file that
 * cannot be played costs one attempt and never a loop.
 */
export interface PosterQueue {
  /** Takes up what it has not seen before; the first in the list goes first. */
  want(ids: readonly string[]): void;
  /** Once more, and first, if this one went wrong before. */
  again(id: string): void;
  /** Nothing more is begun; the picture that is being made is finished. */
  stop(): void;
}

/** `make` rejects when a clip gives no picture. */
export function createPosterQueue(make: (id: string) => Promise<void>): PosterQueue {
  const seen = new Set<string>();
  const broken = new Set<string>();
  let waiting: string[] = [];
  let busy = false;
  let stopped = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let id = waiting.shift(); id !== undefined && !stopped; id = waiting.shift()) {
      try {
        await make(id);
      } catch {
        broken.add(id);
        // The tile keeps its well; the player in the inspector says what is wrong with the file.
      }
    }
    busy = false;
  }

  return {
    want(ids) {
      const fresh = ids.filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      waiting = [...waiting, ...fresh];
      if (!stopped) void work();
    },
    again(id) {
      if (stopped || !broken.delete(id)) return;
      waiting = [id, ...waiting];
      void work();
    },
    stop() {
      stopped = true;
      waiting = [];
    },
  };
}
