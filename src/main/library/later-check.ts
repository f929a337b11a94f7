import { setImmediate as otherWork } from 'node:timers/promises';
import { failure, type Failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Clock, Log } from '../host.ts';
import type { JobStore } from './job-store.ts';

/**
 * Looks through a database that was opened on trust, bit by bit and once everything else is under way. Records that are
 * damaged are brought back from the other memories; a file that is damaged itself is left to the next start, which puts
 * it aside and builds it anew.
 */
export interface LaterCheck {
  start(): void;
  stop(): Promise<void>;
  /** Epoch ms: when the whole file was last looked through; undefined when it is not sound. */
  checkedAt(): number | undefined;
}

export interface LaterCheckOptions {
  store: Pick<JobStore, 'check' | 'damagedCount'>;
  /** When it was looked through before it was opened, or in an earlier run. */
  checkedAt: number;
  /** Whether there is anything left to look through. */
  isNeeded: boolean;
  /** Brings back what was set aside; gives back how many records came back. */
  mend(): number;
  mended(): void;
  raise(value: Failure): void;
  clock: Clock;
  log: Log;
}

/** The start is over by then, and the first pages are read. */
const firstLookMs = 20_000;

export function createLaterCheck(options: LaterCheckOptions): LaterCheck {
  const { store, clock, log } = options;
  let checkedAt: number | undefined = options.checkedAt;
  let cancelLook: () => void = () => {};
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  async function look(): Promise<void> {
    const check = store.check();
    try {
      for (;;) {
        const step = check.next();
        if (stopped) return;
        if (step.done) {
          if (step.value > 0) mend(step.value);
          checkedAt = clock.now();
          return;
        }
        await otherWork();
      }
    } catch {
      checkedAt = undefined;
      log.error('the list of clips is damaged on the disk');
      const message = sentence(
        'The list of clips is damaged on the disk. Please close Conch and open it again: it then mends the list from its backup, its journal and the clips themselves.',
      );
      options.raise(failure('disk', message, { stage: 'local' }));
    }
  }

  function mend(misfits: number): void {
    options.mend();
    const left = store.damagedCount();
    const message =
      left === 0
        ? sentence('Some entries in the list of clips were damaged, and Conch has brought them back.')
        : sentence(
            'Some entries in the list of clips were damaged: Conch has brought back {{found}}, and {{left}} cannot be read any more.',
            { found: Math.max(0, misfits - left), left },
          );
    options.mended();
    options.raise(failure('disk', message, { stage: 'local' }));
  }

  return {
    start() {
      if (!options.isNeeded) return;
      cancelLook = clock.after(firstLookMs, () => {
        turn = look();
      });
    },
    async stop() {
      stopped = true;
      cancelLook();
      await turn;
    },
    // A record that cannot be read is tried again at each start.
    checkedAt: () => (store.damagedCount() === 0 ? checkedAt : undefined),
  };
}
