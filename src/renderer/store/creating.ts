import { failureFrom } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import type { Client } from '../../shared/rpc.ts';
import type { Outcome } from './outcome.ts';

/**
 * Repeats the call when the link broke before its answer came, always with the same intent id: the core then gives
 * back the job that it already has, and nothing is sent twice.
 */
export async function create(
  intentId: string,
  request: GenerationRequest,
  nextClient: () => Promise<Client>,
): Promise<Outcome<Job>> {
  for (;;) {
    const client = await nextClient();
    let broke = false;
    client.onClose(() => {
      broke = true;
    });
    try {
      return { ok: true, value: await client.call('job.create', { intentId, request }) };
    } catch (thrown) {
      if (!broke) return { ok: false, failure: failureFrom(thrown) };
    }
  }
}
