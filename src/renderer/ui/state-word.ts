import type { Job } from '../../shared/job.ts';
import { key, t } from '../texts/index.ts';

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

/** For `t`. */
const stateWords: Record<StateKey, string> = {
  queued: key('Queued'),
  sending: key('Sending'),
  waiting: key('Waiting'),
  generating: key('Generating'),
  downloading: key('Downloading'),
  done: key('Done'),
  failed: key('Failed'),
  canceled: key('Canceled'),
  attention: key('Needs attention'),
};

export function stateOf(job: Job): { key: StateKey; word: string } {
  const state = keyOf(job);
  return { key: state, word: t(stateWords[state]) };
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
