import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/main/app.ts';
import type { Job } from '../../src/shared/job.ts';
import { damages } from './damaged-database-damage.ts';
import { buildLibrary, type Truth } from './damaged-database-library.ts';
import { plainHost } from './plain-host.ts';
import { createDice } from './seeded-dice.ts';

export interface DamageReport {
  runs: number;
  /** What went wrong, each with the damage and its number. */
  failures: string[];
  /** Starts at which the person read a sentence. */
  told: number;
  putAside: number;
  longestStartMs: number;
  /** Jobs that were never sent and never journaled, and are gone: among how many. */
  unsentLost: number;
  unsentInAll: number;
}

const jobsInAll = 120;

/** Starts the real core on so many damaged copies of one library, and asks it what it knows. */
export async function runDamages(seed: number, runs: number): Promise<DamageReport> {
  const work = mkdtempSync(join(tmpdir(), 'conch-damaged-'));
  const whole = join(work, 'whole');
  const report: DamageReport = {
    runs: 0,
    failures: [],
    told: 0,
    putAside: 0,
    longestStartMs: 0,
    unsentLost: 0,
    unsentInAll: 0,
  };
  try {
    const truth = await buildLibrary(whole, createDice(seed), jobsInAll);
    const kinds = Object.entries(damages);
    for (let run = 0; run < runs; run += 1) {
      const [name, damage] = kinds[run % kinds.length] ?? ['', () => {}];
      const folder = join(work, 'copy');
      cpSync(whole, folder, { recursive: true });
      damage(join(folder, 'conch.db'), createDice(seed + run), `${whole}.old-wal`);
      const wrong = await start(folder, truth, report);
      report.failures.push(...wrong.map((what) => `${name} (run ${run}): ${what}`));
      report.runs += 1;
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return report;
}

async function start(folder: string, truth: Truth, report: DamageReport): Promise<string[]> {
  const began = performance.now();
  const first = await look(folder);
  report.longestStartMs = Math.max(report.longestStartMs, performance.now() - began);
  if (typeof first === 'string') return [first];
  const aside = readdirSync(folder).some((name) => name.startsWith('conch.db.damaged-'));
  if (aside) report.putAside += 1;
  if (first.notices.length > 0) report.told += 1;
  report.unsentInAll += truth.unsent.size;
  const wrong = first.notices.length > 1 ? ['more than one sentence'] : [];
  for (const [id, was] of truth.sent) wrong.push(...compare(was, first.jobs.get(id)));
  for (const id of truth.unsent) {
    const job = first.jobs.get(id);
    if (job === undefined) report.unsentLost += 1;
    else if (job.progress.state !== 'queued') wrong.push(`a job that was never sent is ${job.progress.state}`);
  }
  for (const id of truth.deleted) if (first.jobs.has(id)) wrong.push('a deleted job is back');
  if (new Set([...first.jobs.values()].map(({ sequence }) => sequence)).size !== first.jobs.size)
    wrong.push('two jobs have one sequence');

  const second = await look(folder);
  if (typeof second === 'string') return [...wrong, `the second start: ${second}`];
  if (first.foundAs !== undefined && remoteOf(second.jobs.get(first.foundAs)) !== foundId)
    wrong.push('an id that was given after the first start is gone at the second');
  if (second.notices.length > 0) wrong.push(`the second start says: ${second.notices[0]}`);
  if (second.jobs.size !== first.jobs.size) wrong.push('the second start knows another number of jobs');
  return wrong;
}

interface Answer {
  jobs: Map<string, Job>;
  notices: string[];
  /** The job to which the person gave an id. */
  foundAs: string | undefined;
}

const foundId = 'task-found-by-the-person';

/** The core's own answer, or why it did not start. */
async function look(folder: string): Promise<Answer | string> {
  try {
    const app = await createApp(plainHost(folder), {
      rendererFolder: folder,
      demo: false,
      startSimulator: () => Promise.reject(new Error('there is no demo here')),
      reserve: { reserveBytes: 0, ballastBytes: 0 },
    });
    const { notices } = await app.handlers['session.open']({});
    const jobs = new Map<string, Job>();
    const limit = 100;
    for (let offset = 0, total = 1; offset < total; offset += limit) {
      const page = await app.handlers['clip.page']({ query: {}, offset, limit });
      for (const job of page.jobs) jobs.set(job.id, job);
      total = page.total;
    }
    const [doubtful] = [...jobs.values()].filter(({ progress }) => progress.state === 'unknown');
    // Not only to be read: what is given to it now must last.
    if (doubtful !== undefined) await app.handlers['job.attach']({ id: doubtful.id, remoteId: foundId });
    await app.stop();
    return { jobs, notices: notices.map(({ message }) => message), foundAs: doubtful?.id };
  } catch (thrown) {
    return `did not start: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function remoteOf(job: Job | undefined): string | undefined {
  return job !== undefined && 'remote' in job.progress ? job.progress.remote?.id : undefined;
}

function compare(was: Job, is: Job | undefined): string[] {
  if (is === undefined) return [`a job that was ${was.progress.state} is lost`];
  const wrong: string[] = [];
  if (remoteOf(was) !== remoteOf(is)) wrong.push(`a job that was ${was.progress.state} has another id at the provider`);
  if (was.request.prompt !== is.request.prompt) wrong.push('a job has another prompt');
  // That a clip is ready stands in the list of clips only; asking again costs nothing.
  const allowed = was.progress.state === 'downloading' ? ['downloading', 'waiting'] : [was.progress.state];
  if (!allowed.includes(is.progress.state)) wrong.push(`a job that was ${was.progress.state} is ${is.progress.state}`);
  return wrong;
}
