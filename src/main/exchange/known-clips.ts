import { setImmediate as otherWork } from 'node:timers/promises';
import { isIn } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Sidecar } from '../library/sidecar.ts';

/** Which clips are here already, by id and by content. */
export interface KnownClips {
  /** Undefined: it is new. `isConflict`: another clip has its id. */
  presenceOf(sidecar: Sidecar): { id: string; reason: Sentence; isConflict: boolean } | undefined;
  /** The clip that has these bytes. */
  idOf(sha256: string): string | undefined;
  add(id: string, sha256: string): void;
}

/** Read without a pause: some milliseconds. */
const batch = 500;

/** Other work is done in between: a large library takes half a second. */
export async function readKnownClips(
  store: Pick<JobStore, 'states' | 'getMany'>,
  signal: AbortSignal,
): Promise<KnownClips> {
  const states = store.states();
  const hashes = new Map<string, string>();
  const contents = new Map<string, string>();
  const done = [...states].flatMap(([id, state]) => (state === 'done' ? [id] : []));
  for (let from = 0; from < done.length; from += batch) {
    for (const job of store.getMany(done.slice(from, from + batch))) {
      if (isIn(job, 'done')) add(job.id, job.progress.asset.sha256);
    }
    await otherWork();
    signal.throwIfAborted();
  }

  function add(id: string, sha256: string): void {
    hashes.set(sha256, id);
    contents.set(id, sha256);
  }

  return {
    presenceOf({ id, asset }) {
      const content = contents.get(id);
      if (content === asset.sha256) return { id, reason: sentence('This clip is in your library.'), isConflict: false };
      if (content !== undefined)
        return { id, reason: sentence('Another clip in your library has its id.'), isConflict: true };
      if (states.has(id))
        return { id, reason: sentence('This clip is in your list, without a file.'), isConflict: false };
      const same = hashes.get(asset.sha256);
      return same === undefined
        ? undefined
        : { id: same, reason: sentence('The same clip is in your library under another id.'), isConflict: false };
    },
    idOf: (sha256) => hashes.get(sha256),
    add,
  };
}
