import type { Collection } from '../../shared/clip-query.ts';
import type {
  ImageHostTest,
  Input,
  JobChain,
  KeyTest,
  KeyState,
  Output,
  MethodName,
  ProxyTest,
} from '../../shared/contract.ts';
import { failureFrom } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { SettingsPatch } from '../../shared/settings.ts';
import { useCollections } from './collections.ts';
import { focusOn } from './commands.ts';
import { client } from './connection.ts';
import { writtenFor } from './draft-rules.ts';
import { flushDraft } from './draft-keeping.ts';
import { clearDraft, editDraft, fillDraft, useDraft } from './draft.ts';
import { notice, noticeOf } from './notices.ts';
import type { Outcome } from './outcome.ts';
import { select } from './selecting.ts';
import { useSession } from './session.ts';
import { showClip } from './showing.ts';
import { noticeWithUndo } from './undo-notice.ts';
import { t } from '../texts/index.ts';

/** What the person can do. An act never rejects: it tells how it went, and its caller may ignore that. */

export { changeQuery, setQuery, setSearch, showPlaces } from './searching.ts';
export { select };

/** Asks the core; the failure is for the caller to show beside its field. */
async function ask<M extends MethodName>(method: M, input: Input<M>): Promise<Outcome<Output<M>>> {
  try {
    return { ok: true, value: await client().call(method, input) };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

/** Asks the core; a failure belongs to no field and becomes a notice. */
async function askAloud<M extends MethodName>(method: M, input: Input<M>): Promise<Outcome<Output<M>>> {
  const outcome = await ask(method, input);
  if (!outcome.ok) noticeOf(outcome.failure);
  return outcome;
}

/** Opens a clip that may lie outside of what is listed. */
export async function show(id: string): Promise<void> {
  try {
    await showClip(client(), id);
  } catch (thrown) {
    noticeOf(thrown);
  }
}

/** The chain that a clip stands in. */
export function readChain(id: string): Promise<Outcome<JobChain>> {
  return ask('job.chain', { id });
}

export function cancel(id: string): Promise<Outcome<Job>> {
  return askAloud('job.cancel', { id });
}

/** "Download again". */
export function fetchAgain(id: string): Promise<Outcome<Job>> {
  return askAloud('job.fetch', { id });
}

/** "I found it": the failure is shown beside the field with the id. */
export function attach(id: string, remoteId: string): Promise<Outcome<Job>> {
  return ask('job.attach', { id, remoteId });
}

export function giveUp(id: string): Promise<Outcome<Job>> {
  return askAloud('job.giveUp', { id });
}

export function reveal(id: string): Promise<Outcome> {
  return askAloud('asset.reveal', { id });
}

export function openClip(id: string): Promise<Outcome> {
  return askAloud('asset.open', { id });
}

/** To be called as the drag begins: the system takes it from there. */
export function dragOut(id: string): Promise<Outcome> {
  return askAloud('asset.drag', { id });
}

/** "Use settings": the composer becomes what the clip was made with. */
export function restoreSettings(job: Job): void {
  const bringBack = fillDraft({ ...job.request, prompt: writtenFor(job.request.prompt) });
  focusOn('prompt');
  noticeWithUndo(t('The composer now holds the settings of that clip.'), bringBack);
}

/** "Clear". An empty composer is left as it is, without a word. */
export function clearComposer(): void {
  const bringBack = clearDraft();
  if (bringBack === undefined) return;
  noticeWithUndo(t('The prompt and the picture are cleared.'), bringBack);
}

/** "Use this picture": the composer starts from the very picture that the clip was made from. */
export function takeFirstFrameOf(job: Job): void {
  const { firstFrame, continues } = job.request;
  if (firstFrame === undefined) return;
  editDraft({ firstFrame, continues });
  useDraft.setState({ upload: { state: 'none' } });
  focusOn('prompt');
  notice(t('The composer now starts from that picture.'), { tone: 'info' });
}

export function setKey(providerId: string, key: string, inFile: boolean): Promise<Outcome<KeyState>> {
  return ask('key.set', { providerId, key, inFile });
}

export function clearKey(providerId: string): Promise<Outcome<KeyState>> {
  return ask('key.clear', { providerId });
}

export function testKey(providerId: string): Promise<Outcome<KeyTest>> {
  return ask('key.test', { providerId });
}

export function saveImageHost(input: Input<'imageHost.save'>): Promise<Outcome> {
  return ask('imageHost.save', input);
}

export function clearImageHost(): Promise<Outcome> {
  return ask('imageHost.clear', {});
}

export function testImageHost(): Promise<Outcome<ImageHostTest>> {
  return ask('imageHost.test', {});
}

export function saveProxy(input: Input<'proxy.save'>): Promise<Outcome> {
  return ask('proxy.save', input);
}

export function testProxy(): Promise<Outcome<ProxyTest>> {
  return ask('proxy.test', {});
}

export function setPrice(price: Input<'price.set'>): Promise<Outcome> {
  return ask('price.set', price);
}

export function removePrice(key: Input<'price.remove'>): Promise<Outcome> {
  return ask('price.remove', key);
}

export function readDiagnostics(): Promise<Outcome<{ text: string }>> {
  return ask('diagnostics.read', {});
}

export function revealFolder(folder: 'data' | 'library'): Promise<Outcome> {
  return askAloud('folder.reveal', { folder });
}

export function updateSettings(patch: SettingsPatch): Promise<Outcome> {
  return ask('settings.update', patch);
}

export async function enterDemo(): Promise<Outcome> {
  // What is being written belongs to this library; the demo has a draft of its own.
  await flushDraft();
  return ask('demo.enter', {});
}

export async function leaveDemo(): Promise<Outcome> {
  await flushDraft();
  return askAloud('demo.leave', {});
}

/** Gives the present query a name; the same name again takes its place. */
export async function saveSearch(name: string): Promise<Outcome> {
  const { query } = useSession.getState();
  const id = useCollections.getState().searches.find((saved) => saved.name === name)?.id ?? crypto.randomUUID();
  return askAloud('search.save', { id, name, query });
}

export function removeSearch(id: string): Promise<Outcome> {
  return askAloud('search.remove', { id });
}

export function createCollection(name: string): Promise<Outcome<Collection>> {
  return askAloud('collection.create', { name });
}

export function renameCollection(id: string, name: string): Promise<Outcome<Collection>> {
  return askAloud('collection.rename', { id, name });
}

/** The clips in it stay. */
export function removeCollection(id: string): Promise<Outcome> {
  return askAloud('collection.remove', { id });
}
