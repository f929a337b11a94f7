import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readJournal } from '../../src/main/library/journal.ts';
import type { Submission } from '../../src/main/simulator/ledger.ts';
import { isIn, type Job } from '../../src/shared/job.ts';
import type { Room } from './room.ts';

/** What a suite found when it held the library against the providers' books. Every list should be empty. */
export interface Findings {
  /** Intents that the core called stored and that the library does not have. */
  lost: string[];
  /** Prompts that were billed more than once. */
  billedTwice: string[];
  /** Sent again although an earlier sending was not surely refused. */
  sentAgain: string[];
  /** Billed, but the library neither has its id nor calls it "Needs attention". */
  billedAndForgotten: string[];
  /** The library says that it was taken; the provider's books say no, or tell of another id. */
  takenByNobody: string[];
  /** Was "Needs attention" and became something else by itself. */
  leftUnknown: string[];
  /** Clips called done whose file is missing, differs, or belongs to two. */
  corrupt: string[];
  /** The database or the journal cannot be relied upon. */
  damaged: string[];
}

export interface Prompted {
  prompt: string;
}

/** Entries of the ledger by what was asked for. Calls that broke before they were read carry none and cost nothing. */
export function byPrompt(entries: readonly Submission[]): Map<string, Submission[]> {
  const found = new Map<string, Submission[]>();
  for (const entry of entries) {
    const prompt = (entry.body as Partial<Prompted> | undefined)?.prompt;
    if (prompt === undefined) continue;
    found.set(prompt, [...(found.get(prompt) ?? []), entry]);
  }
  return found;
}

/** The part that needs only the providers' books: it also holds for a client that is not ours. */
export function checkBilling(entries: readonly Submission[]): Pick<Findings, 'billedTwice' | 'sentAgain'> {
  const findings = { billedTwice: [] as string[], sentAgain: [] as string[] };
  for (const [prompt, sent] of byPrompt(entries)) {
    if (sent.filter(({ billed }) => billed).length > 1) findings.billedTwice.push(prompt);
    // 429 says that it was not taken; after anything else nobody may send it again.
    if (sent.slice(0, -1).some(({ status }) => status !== 429)) findings.sentAgain.push(prompt);
  }
  return findings;
}

/** Holds everything against everything. `jobs`: all that the library lists, nothing being under way any more. */
export function checkRoom(room: Room, jobs: readonly Job[]): Findings {
  const entries = room.simulator.ledger.entries();
  const billed = byPrompt(entries.filter((entry) => entry.billed));
  const library = new Map(jobs.map((job) => [job.id, job]));
  const findings: Findings = {
    ...checkBilling(entries),
    lost: [...room.intents.keys()].filter((id) => !library.has(id)),
    billedAndForgotten: [],
    takenByNobody: [],
    leftUnknown: [...room.leftUnknown].map(([id, state]) => `${id} became ${state}`),
    corrupt: [],
    damaged: damageOf(room.dataFolder, jobs),
  };
  for (const job of jobs) {
    const { progress } = job;
    const remoteId = 'remote' in progress ? progress.remote?.id : undefined;
    const costs = billed.get(job.request.prompt) ?? [];
    if (costs.length > 0 && remoteId === undefined && progress.state !== 'unknown') {
      findings.billedAndForgotten.push(`${job.id} is ${progress.state}`);
    }
    if (remoteId !== undefined && (costs.length !== 1 || costs[0]?.jobId !== remoteId)) {
      findings.takenByNobody.push(`${job.id} has ${remoteId}, billed: ${costs.map(({ jobId }) => jobId).join(', ')}`);
    }
  }
  findings.corrupt.push(...corruptClips(room, jobs));
  return findings;
}

function corruptClips(room: Room, jobs: readonly Job[]): string[] {
  const corrupt: string[] = [];
  const owners = new Map<string, string>();
  for (const job of jobs) {
    if (!isIn(job, 'done')) continue;
    const { asset } = job.progress;
    const path = join(room.dataFolder, 'library', asset.path);
    const owner = owners.get(path);
    owners.set(path, job.id);
    if (owner !== undefined) corrupt.push(`${job.id} and ${owner} share ${asset.path}`);
    if (!existsSync(path)) {
      corrupt.push(`${job.id} has no file`);
      continue;
    }
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    const served = room.clipHashes.get(job.request.providerId);
    if (hash !== asset.sha256 || (asset.downloadedSha256 ?? asset.sha256) !== served)
      corrupt.push(`${job.id} differs from what was served`);
  }
  return corrupt;
}

function damageOf(dataFolder: string, jobs: readonly Job[]): string[] {
  const damage: string[] = [];
  const database = new DatabaseSync(join(dataFolder, 'conch.db'), { readOnly: true });
  try {
    for (const row of database.prepare('PRAGMA integrity_check').all()) {
      if (row['integrity_check'] !== 'ok') damage.push(`integrity: ${String(row['integrity_check'])}`);
    }
  } finally {
    database.close();
  }
  const journal = readJournal(join(dataFolder, 'journal'));
  // A torn line is none of them: the kill came before its write returned, and nothing relied on it.
  if (journal.damagedLines > 0) damage.push(`${journal.damagedLines} lines of the journal cannot be read`);
  for (const job of jobs) {
    const remoteId = 'remote' in job.progress ? job.progress.remote?.id : undefined;
    const written = journal.jobs.get(job.id)?.progress;
    const known = written !== undefined && 'remote' in written ? written.remote?.id : undefined;
    if (remoteId !== undefined && known !== remoteId)
      damage.push(`the journal does not know the id of ${job.id}, which is ${job.progress.state}`);
  }
  return damage;
}

export function noFindings(): Findings {
  return {
    lost: [],
    billedTwice: [],
    sentAgain: [],
    billedAndForgotten: [],
    takenByNobody: [],
    leftUnknown: [],
    corrupt: [],
    damaged: [],
  };
}

/** Adds the findings of several rooms. */
export function joinFindings(all: readonly Findings[]): Findings {
  const merged = noFindings();
  for (const one of all) {
    for (const name of Object.keys(merged) as (keyof Findings)[]) merged[name].push(...one[name]);
  }
  return merged;
}

export function countFindings(findings: Findings): number {
  return Object.values(findings).reduce((sum, found: string[]) => sum + found.length, 0);
}
