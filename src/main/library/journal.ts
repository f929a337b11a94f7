import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { jobIdSchema, jobSchema, progressSchema, type Job } from '../../shared/job.ts';
import { diskError } from '../disk/disk-failure.ts';

/**
 * The payment journal: a second, independent memory of everything that may cost money. One line per intent, accepted
 * id and outcome; append-only, flushed before the call returns, each line with its own checksum. If the database and
 * its backups die, the journal still knows every paid clip.
 *
 * A line is `<CRC-32 in hex> <JSON>`. One that fails its checksum is left out. A line may be torn when the process is
 * killed inside its write: that write never returned, so nothing was sent or told on its word. It stays as it is and is
 * ended with a mark at the next open, so that a reader can tell it from a line that was whole once and is damaged now.
 */
export interface Journal {
  /** A job as it is now: whole the first time, afterwards only what moves. @throws {FailureError} when it is not on disk */
  write(job: Job): void;
  /** Whole records, flushed once. @throws {FailureError} when they are not on disk */
  writeAll(jobs: readonly Job[]): void;
  /** The person deleted the record: a rebuild must not bring it back. @throws {FailureError} when it is not on disk */
  forget(id: string): void;
  /** The same for many, flushed once. */
  forgetAll(ids: readonly string[]): void;
  close(): void;
}

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('job'), job: jobSchema }),
  z.object({ kind: z.literal('progress'), id: jobIdSchema, updatedAt: z.number(), progress: progressSchema }),
  z.object({ kind: z.literal('forgotten'), id: jobIdSchema }),
]);
type Line = z.infer<typeof lineSchema>;

/** A segment is never rewritten; when it has grown to this, the next one begins. */
const segmentBytes = 8 * 1024 * 1024;
const newline = 0x0a;
/** Behind what is left of a line. A whole line ends with `}`. */
const tornMark = ' torn';
const segmentName = /^journal-(\d{6})\.ndjson$/;

/** @param flush makes what a folder lists survive a power cut; for tests */
export function openJournal(folder: string, flush: (folder: string) => void = flushFolder): Journal {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) flush(dirname(folder));
  let number = segmentNumbers(folder).at(-1) ?? 1;
  let file = openSegment(folder, number, flush);
  /** Jobs whose whole record stands in the present segment: a segment can be read by itself. */
  let known = new Set<string>();

  function beginNext(): void {
    let next: number;
    try {
      next = openSegment(folder, number + 1, flush);
    } catch (error) {
      // The present one stays open: the number of a closed file may soon be that of another.
      throw diskError(error, folder);
    }
    closeSync(file);
    file = next;
    number += 1;
    known = new Set();
  }

  function append(...lines: Line[]): void {
    if (fstatSync(file).size > segmentBytes) beginNext();
    const before = fstatSync(file).size;
    try {
      writeWhole(file, lines.map(textOf).join(''));
      fsyncSync(file);
    } catch (error) {
      // Half a line would spoil the next one as well.
      ftruncateSync(file, before);
      throw diskError(error, folder);
    }
  }

  return {
    write(job) {
      if (known.has(job.id)) {
        append({ kind: 'progress', id: job.id, updatedAt: job.updatedAt, progress: job.progress });
        return;
      }
      append({ kind: 'job', job });
      known.add(job.id);
    },
    writeAll(jobs) {
      append(...jobs.map((job): Line => ({ kind: 'job', job })));
      for (const { id } of jobs) known.add(id);
    },
    forget: (id) => append({ kind: 'forgotten', id }),
    forgetAll: (ids) => append(...ids.map((id): Line => ({ kind: 'forgotten', id }))),
    close: () => closeSync(file),
  };
}

export interface JournalReading {
  /** As each job was last written. */
  jobs: Map<string, Job>;
  forgotten: Set<string>;
  /** Of these, as each was when it was deleted: what was spent on it is not forgotten. */
  forgottenJobs: Map<string, Job>;
  /** Lines that were whole once and cannot be read any more: something may be missing. */
  damagedLines: number;
  /** Lines whose writing was cut off by the end of the process: nothing relied on them. */
  tornLines: number;
  /** How many segments were read. */
  segments: number;
}

/** Reads what is there; a damaged line costs only itself. `last`: only so many of the newest segments. */
export function readJournal(folder: string, { last = Infinity }: { last?: number } = {}): JournalReading {
  const numbers = segmentNumbers(folder).slice(-last);
  const reading: JournalReading = {
    jobs: new Map(),
    forgotten: new Set(),
    forgottenJobs: new Map(),
    damagedLines: 0,
    tornLines: 0,
    segments: numbers.length,
  };
  for (const number of numbers) {
    const texts = readFileSync(join(folder, nameOf(number)), 'utf8').split('\n');
    // Only the newest segment can end in the middle of a write: before another one begins, the last line is ended.
    const unended = number === numbers.at(-1) ? texts.pop() : undefined;
    for (const text of texts) if (text !== '') take(reading, parseLine(text), text.endsWith(tornMark));
    if (unended !== undefined && unended !== '') take(reading, parseLine(unended), true);
  }
  return reading;
}

function take(reading: JournalReading, line: Line | undefined, isTorn: boolean): void {
  switch (line?.kind) {
    case 'job':
      // Deleted once, and brought back from its file by the person.
      reading.forgotten.delete(line.job.id);
      reading.forgottenJobs.delete(line.job.id);
      reading.jobs.set(line.job.id, line.job);
      return;
    case 'progress': {
      const job = reading.jobs.get(line.id);
      if (job === undefined) reading.damagedLines += 1;
      else reading.jobs.set(line.id, { ...job, updatedAt: line.updatedAt, progress: line.progress });
      return;
    }
    case 'forgotten': {
      const job = reading.jobs.get(line.id);
      if (job !== undefined) reading.forgottenJobs.set(line.id, job);
      reading.jobs.delete(line.id);
      reading.forgotten.add(line.id);
      return;
    }
    case undefined:
      reading[isTorn ? 'tornLines' : 'damagedLines'] += 1;
  }
}

function parseLine(text: string): Line | undefined {
  const json = text.slice(9);
  if (text[8] !== ' ' || checksum(json) !== text.slice(0, 8)) return undefined;
  try {
    return lineSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function textOf(line: Line): string {
  const json = JSON.stringify(line);
  return `${checksum(json)} ${json}\n`;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

function openSegment(folder: string, number: number, flush: (folder: string) => void): number {
  const path = join(folder, nameOf(number));
  const file = openSync(path, 'a+', 0o600);
  try {
    const { size } = fstatSync(file);
    if (size === 0) {
      // A file that no folder names after a power cut has kept nothing.
      flush(folder);
      return file;
    }
    const last = Buffer.alloc(1);
    readSync(file, last, 0, 1, size - 1);
    if (last[0] !== newline) endLastLine(file, readFileSync(path));
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function flushFolder(folder: string): void {
  // Windows cannot open a folder as a file; NTFS journals new entries by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** So that the next line stands alone. Should this be cut off as well, the next open ends it again. */
function endLastLine(file: number, segment: Buffer): void {
  const text = segment.subarray(segment.lastIndexOf(newline) + 1).toString('utf8');
  writeWhole(file, parseLine(text) === undefined ? `${tornMark}\n` : '\n');
}

function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** The file that is being written, if there is one. */
export function newestSegment(folder: string): string | undefined {
  const number = segmentNumbers(folder).at(-1);
  return number === undefined ? undefined : join(folder, nameOf(number));
}

function nameOf(number: number): string {
  return `journal-${String(number).padStart(6, '0')}.ndjson`;
}

function segmentNumbers(folder: string): number[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // No folder yet: no journal yet.
    return [];
  }
  return names
    .map((name) => Number(segmentName.exec(name)?.[1] ?? Number.NaN))
    .filter((number) => !Number.isNaN(number))
    .toSorted((a, b) => a - b);
}
