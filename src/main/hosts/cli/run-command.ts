import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { draftsOf } from '../../../shared/batch/rows.ts';
import { readRow } from '../../../shared/batch/read-row.ts';
import type { ListRow } from '../../../shared/batch/list.ts';
import type { Session } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/job.ts';
import type { GenerationRequest } from '../../../shared/request.ts';
import { retryObjection } from '../../../shared/retry.ts';
import { inEnglish } from '../../../shared/sentence.ts';
import type { CommandOf, Command } from './commands.ts';
import type { Connection } from './connection.ts';
import { chooseProvider, createClips, ordersAgain, ordersFor, planClips, reasonOf, refuse } from './create-clips.ts';
import { exitCodes } from './exit-codes.ts';
import { codeFor, follow } from './follow.ts';
import { clipCount, type Printer } from './printer.ts';
import { runQueueCommand } from './queue-command.ts';

/** What each command does, over the contract alone. */
export interface Running {
  connection: Connection;
  session: Session;
  printer: Printer;
  /** Where the person stands: relative paths begin here. */
  workingFolder: string;
  /** How long a command without --wait sees to it that its clips leave. */
  handOverMs: number;
  /** Epoch ms. */
  now(): number;
}

/** @throws {FailureError} when nothing came of it. Gives back the exit code. */
export function runCommand(command: Command, running: Running): Promise<number> {
  switch (command.name) {
    case 'generate':
      return generate(command, running);
    case 'import':
      return importList(command, running);
    case 'queue':
      return runQueueCommand(command, running);
    case 'list':
      return list(command, running);
    case 'show':
      return show(command, running);
    case 'retry':
      return retry(command, running);
    case 'export':
      return exportClips(command, running);
  }
}

async function generate(command: CommandOf<'generate'>, running: Running): Promise<number> {
  const { session, connection, printer } = running;
  const provider = chooseProvider(session.providers, command.provider);
  const read = readRow(1, { ...command, provider: provider.id }, session.providers);
  if (Array.isArray(read)) throw refuse(read.map(({ message }) => message).join(' '));
  const { imageName, ...rest } = read;
  const row: ListRow = { ...rest, ...(imageName !== undefined && { image: await imageOf(imageName, running) }) };
  const plan = planClips(session, draftsOf([row], baseFor(provider.id, session), session.providers), command.takes);
  const stopped = plan.clips.find(({ stop }) => stop !== undefined);
  if (stopped !== undefined) {
    const words = reasonOf(stopped, session);
    throw refuse(words, stopped.stop === 'key' ? 'key-missing' : 'invalid-request');
  }
  for (const { severity, message } of plan.clips[0]?.issues ?? []) if (severity === 'warning') printer.note(message);
  const orders = ordersFor(plan);
  const [first] = orders;
  if (command.id !== undefined) {
    if (orders.length > 1 || first === undefined) throw refuse('--id goes with one clip only.');
    first.intentId = command.id;
  }
  await createClips(connection.client, orders, command.confirm);
  return follow(
    orders.map(({ intentId }) => intentId),
    command.wait,
    running,
  );
}

async function importList(command: CommandOf<'import'>, running: Running): Promise<number> {
  const { session, connection, printer, workingFolder } = running;
  const [path] = command.words;
  if (path === undefined) throw refuse('Name the list: a CSV or JSONL file, or a folder of pictures.');
  const { client } = connection;
  const from = await existing(path, workingFolder);
  const found = await client.call('batch.read', { from: { kind: 'path', path: from } });
  const needsProvider = found.rows.some(({ providerId }) => providerId === undefined);
  const providerId = needsProvider
    ? chooseProvider(session.providers, command.provider).id
    : (found.rows[0]?.providerId ?? '');
  const base = { ...baseFor(providerId, session), ...(command.model !== undefined && { modelId: command.model }) };
  const plan = planClips(session, draftsOf(found.rows, base, session.providers), command.takes);
  const stopped = plan.clips.filter(({ stop, take }) => stop !== undefined && take === 0);
  for (const trouble of found.troubles) printer.trouble(trouble);
  for (const clip of stopped) printer.trouble({ line: clip.line ?? 1, message: reasonOf(clip, session) });
  if (plan.isTooMany) throw refuse('That would be more clips than one act may make. Split the list.');
  const orders = ordersFor(plan);
  const bad = found.troubles.length + stopped.length;
  printer.fact(
    'list',
    { rows: found.rows.length, clips: orders.length, bad, perProvider: plan.perProvider },
    `${clipCount(orders.length)} to make; lines with trouble: ${bad}.`,
  );
  if (bad > 0 && !command['skip-bad'])
    throw refuse('Nothing was sent. Mend the lines above, or leave them out with --skip-bad.');
  if (command.check || orders.length === 0) return exitCodes.ok;
  await createClips(client, orders, command.confirm);
  return follow(
    orders.map(({ intentId }) => intentId),
    command.wait,
    running,
  );
}

async function list({ state, search, limit }: CommandOf<'list'>, running: Running): Promise<number> {
  const query = { ...(state !== undefined && { states: [state] }), ...(search !== undefined && { search }) };
  const jobs = await pageOf(query, limit, running);
  for (const job of jobs) running.printer.clip(job, running.session.libraryFolder);
  if (jobs.length === 0) running.printer.note('There are no such clips.');
  return exitCodes.ok;
}

async function show({ words }: CommandOf<'show'>, { connection, session, printer }: Running): Promise<number> {
  const jobs: Job[] = [];
  for (const id of words) jobs.push(await connection.client.call('job.get', { id }));
  for (const job of jobs) printer.clip(job, session.libraryFolder);
  return codeFor(jobs);
}

/** One act: every clip is looked at before any is made, the sum is asked about, and all are stored or none. */
async function retry(command: CommandOf<'retry'>, running: Running): Promise<number> {
  const { client } = running.connection;
  const former: Job[] = [];
  for (const id of new Set(command.words)) former.push(await client.call('job.get', { id }));
  for (const job of former) {
    const objection = retryObjection(job, command['may-cost-twice']);
    if (objection === undefined) continue;
    const which = former.length === 1 ? '' : `${job.id}: `;
    const remedy = retryObjection(job, true) === undefined ? ' Then add --may-cost-twice.' : '';
    throw refuse(`${which}${inEnglish(objection)}${remedy} Nothing was sent.`);
  }
  const orders = ordersAgain(former, command.id ?? randomUUID());
  await createClips(client, orders, command.confirm);
  return follow(
    orders.map(({ intentId }) => intentId),
    command.wait,
    running,
  );
}

async function exportClips(command: CommandOf<'export'>, running: Running): Promise<number> {
  const { connection, printer, workingFolder } = running;
  const { client } = connection;
  const ended = Promise.withResolvers<void>();
  client.onClose(() => ended.resolve());
  const stop = client.on('work.changed', ({ work }) => {
    if (work.state !== 'running') ended.resolve();
  });
  const folder = await existing(command.to, workingFolder);
  const kind = command.zip ? 'zip' : 'folder';
  const begun = await client.call('export.start', { ids: command.words, kind, folder });
  // A command whose core did the work takes it with it.
  const stopMoved = connection.onMoved(() => ended.resolve());
  if (begun.state === 'running') await ended.promise;
  stop();
  stopMoved();
  const { work } = await client.call('work.current', {});
  if (work?.id !== begun.id || work.state !== 'done') throw refuse(work?.failure?.message ?? 'The export was stopped.');
  const summary = work.report?.summary ?? '';
  printer.fact('export', { folder, state: work.state, done: work.done, summary }, summary);
  return exitCodes.ok;
}

async function pageOf(
  query: { states?: Job['progress']['state'][]; search?: string },
  limit: number,
  { connection }: Running,
): Promise<Job[]> {
  return (await connection.client.call('clip.page', { query, offset: 0, limit })).jobs;
}

/** A file is taken into the library, without its hidden details; an address is sent as it is. */
async function imageOf(name: string, { connection, workingFolder }: Running): Promise<NonNullable<ListRow['image']>> {
  if (/^https?:/i.test(name)) return { kind: 'url', name, url: name };
  const picture = await connection.client.call('picture.take', { path: await existing(name, workingFolder) });
  return { kind: 'picture', name, picture };
}

/** The full path of what was named, which has to be there. */
async function existing(name: string, workingFolder: string): Promise<string> {
  const path = resolve(workingFolder, name);
  await access(path).catch(() => {
    throw refuse(`${path} is not there, or cannot be read.`);
  });
  return path;
}

function baseFor(providerId: string, { providers }: Session): GenerationRequest {
  const model = providers.find(({ id }) => id === providerId)?.models[0];
  return { providerId, modelId: model?.id ?? 'any', prompt: '' };
}
