import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { whenConnected } from './connection.ts';
import { withConsent } from './consent.ts';
import { create } from './creating.ts';
import { untilDoubleClickIsOver } from './double-click.ts';
import { useDraft } from './draft.ts';
import type { Outcome } from './outcome.ts';

/** One click, one intent: sends what the composer shows. A second click while a call is under way does nothing. */
export async function generate(request: GenerationRequest): Promise<Outcome<Job> | undefined> {
  if (useDraft.getState().sending) return undefined;
  useDraft.setState({ sending: true, refused: undefined });
  const [outcome] = await Promise.all([createJob(crypto.randomUUID(), request), untilDoubleClickIsOver()]);
  // Who has just said no to the sum need not be told of it.
  const isOver = outcome.ok || outcome.failure.kind === 'confirm-spending';
  useDraft.setState(
    isOver ? { sending: false, attempted: false } : { sending: false, attempted: true, refused: outcome.failure },
  );
  return outcome;
}

/** Hands one wish to the core, and asks the person where it goes over a budget; the same intent id again is the same wish. */
function createJob(intentId: string, request: GenerationRequest): Promise<Outcome<Job>> {
  return withConsent((confirmed) => create({ intentId, request, confirmed }, whenConnected));
}
