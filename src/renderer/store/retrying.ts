import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';
import type { Client } from '../../shared/rpc.ts';
import { whenConnected } from './connection.ts';
import { withConsent } from './consent.ts';
import { untilAnswered } from './creating.ts';
import { untilDoubleClickIsOver } from './double-click.ts';
import { noticeOf } from './notices.ts';
import type { Outcome } from './outcome.ts';
import { select } from './selecting.ts';

/** Retries that are not answered yet, by the clip that is sent again. */
export const useRetries = create<{ underWay: ReadonlyMap<string, Promise<Outcome<Job>>> }>(() => ({
  underWay: new Map(),
}));

/**
 * A new job with the same settings. From "Needs attention" the person must have agreed that it may cost twice. One
 * press, one intent: until it is answered, and within a double click, a second press on the same clip is the same wish.
 */
export function retry(id: string, mayCostTwice: boolean, nextClient = whenConnected): Promise<Outcome<Job>> {
  const { underWay } = useRetries.getState();
  const known = underWay.get(id);
  if (known !== undefined) return known;
  const retried = sendAgain(id, mayCostTwice, nextClient);
  useRetries.setState({ underWay: new Map(underWay).set(id, retried) });
  return retried;
}

async function sendAgain(id: string, mayCostTwice: boolean, nextClient: () => Promise<Client>): Promise<Outcome<Job>> {
  const intentId = crypto.randomUUID();
  const sent = withConsent((confirmed) =>
    untilAnswered((client) => client.call('job.retry', { id, intentId, mayCostTwice, confirmed }), nextClient),
  );
  // The inspector, too, stays as it is until then: the second click must not hit an act of the new clip.
  const [outcome] = await Promise.all([sent, untilDoubleClickIsOver()]);
  useRetries.setState(({ underWay }) => ({ underWay: new Map([...underWay].filter(([other]) => other !== id)) }));
  if (outcome.ok) select(outcome.value.id);
  // Who has just said no to the sum need not be told of it.
  else if (outcome.failure.kind !== 'confirm-spending') noticeOf(outcome.failure);
  return outcome;
}
