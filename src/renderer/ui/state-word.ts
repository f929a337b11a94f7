import type { Job } from '../../shared/job.ts';

/** The nine states as a person sees them. The key picks the shape and the colour (`data-tone`). */
export type StateKey =
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'generating'
  | 'downloading'
  | 'done'
  | 'failed'
  | 'canceled'
  | 'attention';

export const stateWords: Record<StateKey, string> = {
  queued: 'Queued',
  sending: 'Sending',
  waiting: 'Waiting',
  generating: 'Generating',
  downloading: 'Downloading',
  done: 'Done',
  failed: 'Failed',
  canceled: 'Canceled',
  attention: 'Needs attention',
};

export function stateOf(job: Job): { key: StateKey; word: string } {
  const key = keyOf(job);
  return { key, word: stateWords[key] };
}

function keyOf({ progress }: Job): StateKey {
  switch (progress.state) {
    case 'submitting':
      return 'sending';
    case 'waiting':
      return progress.phase === 'running' && !progress.refreshing ? 'generating' : 'waiting';
    case 'unknown':
      return 'attention';
    case 'queued':
    case 'downloading':
    case 'done':
    case 'failed':
    case 'canceled':
      return progress.state;
  }
}
