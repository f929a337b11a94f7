import type { Announcement } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc.ts';
import { jobChanged, jobRemoved } from './mirror.ts';
import type { SessionState } from './session.ts';

/** What the core says of clips while an answer about them is on its way: the same as the answer, or newer. */

export type SaidOfClips = Extract<Announcement, { event: 'job.changed' | 'job.removed' | 'clips.changed' }>;

/** Call it before asking, and `stop` when the answer is written. */
export function hearClips(client: Client): { said: readonly SaidOfClips[]; stop: () => void } {
  const said: SaidOfClips[] = [];
  const stops = [
    client.on('job.changed', (payload) => void said.push({ event: 'job.changed', payload })),
    client.on('job.removed', (payload) => void said.push({ event: 'job.removed', payload })),
    client.on('clips.changed', (payload) => void said.push({ event: 'clips.changed', payload })),
  ];
  return {
    said,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/**
 * The change of the mirror that an answer brings, brought up to what was said since it was asked for. A list into which
 * that does not fit without a guess is to be read again. Pure.
 *
 * @param newest greatest sequence that was seen when it was asked for
 */
export function caughtUp(
  state: SessionState,
  answer: Partial<SessionState>,
  said: readonly SaidOfClips[],
  newest: number,
): Partial<SessionState> {
  const answered: SessionState = { ...state, ...answer, newestSequence: newest };
  let now = answered;
  for (const one of said) now = { ...now, ...changeBy(now, one) };
  const { jobs, order, days } = now;
  // What else these events change, they have changed in the mirror already.
  return { ...answer, jobs, order, days, isStale: now.isStale || order !== answered.order };
}

function changeBy(state: SessionState, said: SaidOfClips): Partial<SessionState> {
  switch (said.event) {
    case 'job.changed':
      return jobChanged(state, said.payload);
    case 'job.removed':
      return jobRemoved(state, said.payload);
    case 'clips.changed':
      return { isStale: true };
  }
}
