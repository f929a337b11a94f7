import { createHash, randomUUID } from 'node:crypto';
import { ordersOf, planBatch, type BatchPlan, type Draft, type PlannedClip } from '../../../shared/batch/plan.ts';
import type { Order } from '../../../shared/batch/order.ts';
import type { ProviderView, Session } from '../../../shared/contract.ts';
import { failure, FailureError } from '../../../shared/failure.ts';
import { imageHostState } from '../../../shared/image-host.ts';
import type { Job } from '../../../shared/job.ts';
import type { Client } from '../../../shared/rpc.ts';

/** From drafts to stored clips, by the same plan and the same call as the window's. */

export function planClips(session: Session, drafts: readonly Draft[], takes: number): BatchPlan {
  const { providers, settings, imageHost } = session;
  const hasHostKey = imageHost.keyState.source !== 'none' && imageHost.keyState.source !== 'unreadable';
  return planBatch({
    drafts,
    takes,
    providers,
    imageHostOf: (id) =>
      imageHostState(settings.imageHost, hasHostKey, providers.find((provider) => provider.id === id)?.baseUrl ?? ''),
  });
}

/** Why a clip of the plan is left out, in words. */
export function reasonOf({ stop, issues, request }: PlannedClip, { providers }: Session): string {
  if (stop === 'key') return keyWords(providers.find(({ id }) => id === request.providerId));
  const words = issues.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (stop === 'window') words.push('Conch can make it fit in its window; the command line sends it only as it is.');
  return words.join(' ');
}

/** What to do for a key that cannot be used. */
export function keyWords(provider: ProviderView | undefined): string {
  const name = provider?.name ?? 'this provider';
  const variable = `CONCH_${(provider?.id ?? '').toUpperCase()}_KEY`;
  return provider?.key.source === 'unreadable'
    ? `The key for ${name} is in the system’s keychain, which only the desktop window can open. Open it, or set ${variable}.`
    : `There is no key for ${name}. Set ${variable}, or add one in the settings of the window.`;
}

/** The one that was named, or else the only one with a key. Throws `FailureError`. */
export function chooseProvider(providers: readonly ProviderView[], named: string | undefined): ProviderView {
  const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
  if (named !== undefined) {
    const found = providers.find(({ id, name }) => fold(id) === fold(named) || fold(name) === fold(named));
    if (found !== undefined) return found;
    const known = providers.map(({ id }) => id).join(', ');
    throw refuse(`There is no provider “${named}”. There are: ${known}.`);
  }
  const keyed = providers.filter(({ key }) => key.source !== 'none' && key.source !== 'unreadable');
  const [only] = keyed;
  if (only === undefined) throw refuse('There is no key for any provider. Set CONCH_<PROVIDER>_KEY.', 'key-missing');
  if (keyed.length > 1)
    throw refuse(`Say which provider: --provider with one of ${keyed.map(({ id }) => id).join(', ')}.`);
  return only;
}

/** Stores them all, or none. With `confirm` a question about the cost is answered with yes. */
export async function createClips(client: Client, orders: Order[], confirm: boolean): Promise<void> {
  try {
    await client.call('batch.create', { orders });
  } catch (thrown) {
    const token = questionOf(thrown);
    if (token === undefined || !confirm) throw thrown;
    await client.call('batch.create', { orders, confirmed: token });
  }
}

/** The token of the question that was asked instead of going on. */
function questionOf(thrown: unknown): string | undefined {
  return thrown instanceof FailureError ? thrown.failure.question?.token : undefined;
}

export function ordersFor(plan: BatchPlan): Order[] {
  return ordersOf(plan, randomUUID);
}

/** New clips of the requests of former ones. The same `actId` again gives the same ids, and so makes nothing new. */
export function ordersAgain(former: readonly Job[], actId: string): Order[] {
  return former.map(({ id, request, group }) => ({
    intentId: idWithin(actId, id),
    request,
    ...(group !== undefined && { group }),
  }));
}

/** A name-based UUID (RFC 9562, version 5). */
function idWithin(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function refuse(words: string, kind: 'invalid-request' | 'key-missing' = 'invalid-request'): FailureError {
  return new FailureError(failure(kind, words, { stage: 'local', charged: 'no' }));
}
