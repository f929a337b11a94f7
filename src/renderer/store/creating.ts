import { failureFrom } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import type { Client } from '../../shared/rpc.ts';
import type { Outcome } from './outcome.ts';

export interface Wish {
  intentId: string;
  request: GenerationRequest;
  /** The token of the question that the person has said yes to. */
  confirmed?: string | undefined;
}

/** Hands one wish to the core; the same intent id again gives back the job that the core already has. */
export function create(wish: Wish, nextClient: () => Promise<Client>): Promise<Outcome<Job>> {
  return untilAnswered((client) => client.call('job.create', wish), nextClient);
}

/**
 * Repeats a call when the link broke before its answer came. Only for calls that name what they make by ids: then
 * nothing is made or sent twice.
 */
export async function untilAnswered<T>(
  call: (client: Client) => Promise<T>,
  nextClient: () => Promise<Client>,
): Promise<Outcome<T>> {
  for (;;) {
    const client = await nextClient();
    let broke = false;
    client.onClose(() => {
      broke = true;
    });
    try {
      return { ok: true, value: await call(client) };
    } catch (thrown) {
      if (!broke) return { ok: false, failure: failureFrom(thrown) };
    }
  }
}
