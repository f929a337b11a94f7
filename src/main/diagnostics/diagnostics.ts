import { homedir, release } from 'node:os';
import type { Session } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { QueueView } from '../../shared/queue.ts';
import type { JobStore } from '../library/job-store.ts';
import { diagnosticsText, type PastTrouble } from './diagnostics-text.ts';

export interface Diagnostics {
  read(): Promise<{ text: string }>;
  /** Something that belongs to no single clip. */
  raised(failure: Failure): void;
}

export interface DiagnosticsOptions {
  clips: JobStore['clips']['page'];
  openSession(): Promise<Session>;
  queue(): QueueView;
  now(): number;
}

const mostTroubles = 20;

/** Gathers the facts for "Copy diagnostics"; what of them is told is decided in diagnostics-text.ts. */
export function createDiagnostics({ clips, openSession, queue, now }: DiagnosticsOptions): Diagnostics {
  const notices: PastTrouble[] = [];
  return {
    async read() {
      const troubled = clips(
        { states: ['failed', 'unknown', 'queued', 'waiting', 'downloading'] },
        0,
        mostTroubles * 5,
      );
      const troubles = [...troubled.jobs.flatMap(troubleOf), ...notices];
      const text = diagnosticsText({
        at: now(),
        session: await openSession(),
        queue: queue(),
        troubles: troubles.sort((one, other) => other.at - one.at).slice(0, mostTroubles),
        system: {
          platform: process.platform,
          release: release(),
          architecture: process.arch,
          versions: process.versions,
        },
        homeFolder: homedir(),
      });
      return { text };
    },
    raised(failure) {
      notices.push({ at: now(), of: 'notice', failure });
      if (notices.length > mostTroubles) notices.shift();
    },
  };
}

function troubleOf({ progress, request, updatedAt }: Job): PastTrouble[] {
  const failure =
    'failure' in progress ? progress.failure : 'lastFailure' in progress ? progress.lastFailure : undefined;
  return failure === undefined ? [] : [{ at: updatedAt, of: progress.state, providerId: request.providerId, failure }];
}
