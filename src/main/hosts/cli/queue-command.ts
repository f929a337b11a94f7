import { isIn, type Job } from '../../../shared/job.ts';
import type { QueuePart, QueueProvider, QueueView } from '../../../shared/queue.ts';
import type { CommandOf } from './commands.ts';
import { chooseProvider, refuse } from './create-clips.ts';
import { exitCodes } from './exit-codes.ts';
import { follow } from './follow.ts';
import { clipCount } from './printer.ts';
import type { Running } from './run-command.ts';

/** Shows the queue, and does with it what the window does. */

const pageSize = 200;
/** What is on its way to a provider, at it, or on its way back. */
const underWay = ['submitting', 'waiting', 'downloading'] as const satisfies Job['progress']['state'][];
const clipId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function runQueueCommand({ words, wait }: CommandOf<'queue'>, running: Running): Promise<number> {
  const [act, ...names] = words;
  if (act !== undefined) return change(act, names, running);
  const { client } = running.connection;
  const view = await wholeQueue(running);
  const under = await client.call('clip.page', { query: { states: [...underWay] }, offset: 0, limit: 500 });
  const jobs = [...under.jobs.toReversed(), ...view.jobs];
  if (jobs.length === 0) running.printer.note('Nothing is queued or on its way.');
  if (wait)
    return follow(
      jobs.map(({ id }) => id),
      true,
      running,
    );
  show(view, running);
  for (const job of jobs) running.printer.clip(job, running.session.libraryFolder);
  return exitCodes.ok;
}

async function wholeQueue({ connection }: Running): Promise<QueueView> {
  const view = await connection.client.call('queue.view', { offset: 0, limit: pageSize });
  const jobs = [...view.jobs];
  while (jobs.length < view.total) {
    const next = await connection.client.call('queue.view', { offset: jobs.length, limit: pageSize });
    if (next.jobs.length === 0) break;
    jobs.push(...next.jobs);
  }
  return { ...view, jobs: jobs.filter((job) => isIn(job, 'queued')) };
}

const doneWords: Readonly<Record<string, string>> = {
  pause: 'Held back until “queue resume”',
  resume: 'No longer held back',
  cancel: 'Canceled',
  'go-on': 'Goes on',
};

async function change(act: string, names: readonly string[], running: Running): Promise<number> {
  const { client } = running.connection;
  let changed = 0;
  if (act === 'go-on') {
    const { id } = chooseProvider(running.session.providers, names[0]);
    ({ changed } = await client.call('queue.goOn', { providerId: id, rest: 'send' }));
  } else {
    for (const of of partsOf(names, running)) {
      const answer =
        act === 'pause'
          ? await client.call('queue.pause', { of })
          : act === 'resume'
            ? await client.call('queue.resume', { of })
            : await client.call('queue.cancel', { of });
      changed += answer.changed;
    }
  }
  running.printer.fact('queue', { act, changed }, `${doneWords[act] ?? act}: ${clipCount(changed)}.`);
  const goesOn = act === 'resume' || act === 'go-on';
  if (goesOn && changed > 0 && running.connection.holder() === 'own')
    running.printer.note('They go when Conch is open, or with “queue --wait”.');
  return exitCodes.ok;
}

/** Clips by their id, providers by id or name, or everything. */
function partsOf(names: readonly string[], { session }: Running): QueuePart[] {
  if (names.length === 0 || (names.length === 1 && names[0] === 'all')) return [{ what: 'all' }];
  if (names.includes('all')) throw refuse('“all” stands alone.');
  const ids = names.filter((name) => clipId.test(name)).map((name) => name.toLowerCase());
  const providers = names
    .filter((name) => !clipId.test(name))
    .map((name): QueuePart => ({ what: 'provider', providerId: chooseProvider(session.providers, name).id }));
  return ids.length === 0 ? providers : [...providers, { what: 'clips', ids }];
}

function show({ pausedAll, providers }: QueueView, { printer, session }: Running): void {
  // A library that is only shown lets nothing out, and nobody can resume it.
  if (pausedAll && session.readOnly === undefined)
    printer.fact('queue', { pausedAll }, 'Everything is paused. “queue resume” goes on.');
  for (const provider of providers) {
    const { queued, inTheMaking, paused, hold, stop } = provider;
    const isWorthALine = queued > 0 || inTheMaking > 0 || paused || hold !== undefined || stop !== undefined;
    if (isWorthALine) printer.fact('provider', factsOf(provider), lineFor(provider));
  }
}

/** Flat, as scripts read it. */
function factsOf({ pace, hold, stop, ...provider }: QueueProvider): Record<string, unknown> {
  return {
    ...provider,
    clipsAtOnce: pace.clipsAtOnce,
    perMinute: pace.perMinute,
    learned: pace.learned,
    ...(hold && { hold: { kind: hold.failure.kind, message: hold.failure.message, untilAt: hold.untilAt } }),
    ...(stop && { stop: { kind: stop.failure.kind, message: stop.failure.message, failures: stop.failures } }),
  };
}

function lineFor({ providerId, queued, pausedClips, inTheMaking, paused, pace, hold, stop }: QueueProvider): string {
  const perMinute = Math.round(pace.perMinute * 10) / 10;
  const learned = pace.learned ? ', slower than allowed because it turned clips away' : '';
  const lines = [
    `${providerId.padEnd(8)}  ${queued} queued (${pausedClips} paused), ${inTheMaking} in the making; at most ${pace.clipsAtOnce} at once, ${perMinute} a minute${learned}`,
  ];
  if (paused) lines.push(`    Paused. “queue resume ${providerId}” goes on.`);
  if (stop) lines.push(`    Stopped: ${stop.failure.message} “queue go-on ${providerId}” sends the rest.`);
  else if (hold) lines.push(`    Waits until ${new Date(hold.untilAt).toISOString()}: ${hold.failure.message}`);
  return lines.join('\n');
}
