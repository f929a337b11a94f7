import type { Job, JobState } from '../../src/shared/job.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import type { QueuePart } from '../../src/shared/queue.ts';
import type { ProbePoint } from '../../src/main/probe.ts';

/** What a suite and its core say to each other: one JSON object a line, on standard input and output. */
export type Order =
  | {
      order: 'start';
      dataFolder: string;
      environment: Record<string, string>;
      /** The core's time: `speed` milliseconds pass in each one since `epochAt`. */
      clock: CoreClock;
      /** Ends itself when this point is reached for the n-th time. */
      end?: { point: ProbePoint; nth: number };
    }
  | { order: 'create'; intents: { id: string; request: GenerationRequest }[] }
  /** Makes the clips of a list, as one act; `ids`: which id belongs to which prompt. */
  | { order: 'import'; path: string; ids: Record<string, string> }
  /** Its clock is set. */
  | { order: 'set-clock'; clock: CoreClock }
  | { order: 'list' }
  /** Answered by `queue`, once it is stored. */
  | { order: 'pause' | 'resume'; of: QueuePart }
  /** `afresh`: what was measured before does not count any more. */
  | { order: 'measure'; afresh: boolean }
  | { order: 'stop' };

/** `aheadMs`: by how much the clock is wrong; less than nothing when it is behind. */
export interface CoreClock {
  epochAt: number;
  speed: number;
  aheadMs: number;
}

/** Since it was last begun afresh. */
export interface Measures {
  /** Of the main thread alone. */
  cpuMs: number;
  wallMs: number;
  /** Of the event loop. */
  lagP99Ms: number;
  lagMaxMs: number;
  residentBytes: number;
}

export type Report =
  | { report: 'loaded' }
  /** `busy`: the jobs that it still has to do something for, as they were found. */
  | { report: 'started'; notices: string[]; busy: { id: string; state: JobState }[] }
  | { report: 'created'; id: string; state: JobState }
  | { report: 'imported'; created: number; known: number }
  | { report: 'refused'; id: string; why: string }
  | { report: 'state'; id: string; state: JobState }
  | { report: 'reached'; point: ProbePoint }
  | { report: 'queue'; changed: number }
  | { report: 'jobs'; jobs: Job[]; last: boolean }
  | ({ report: 'measured' } & Measures)
  | { report: 'trouble'; message: string; facts?: Record<string, unknown> | undefined };

/** States of which a core still has to do something by itself. */
export const busyStates = ['queued', 'submitting', 'waiting', 'downloading'] as const satisfies JobState[];
export const isBusy = (state: JobState): boolean => (busyStates as readonly JobState[]).includes(state);
