import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { openJournal, readJournal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const intent = { sentAt: 1, origin: 'https://provider.example', keyFingerprint: '00', requestHash: 'ff' };

function job(
  number: number,
  progress: Job['progress'] = { state: 'submitting', intent, attempts: 1 },
  prompt = '霓虹雨夜',
): Job {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return {
    id,
    sequence: number,
    createdAt: 1,
    updatedAt: 1,
    request: { providerId: 'sample', modelId: 'm', prompt },
    progress,
  };
}

const accepted = {
  state: 'waiting',
  intent,
  remote: { id: 'task-1' },
  acceptedAt: 2,
  phase: 'queued',
  dueAt: 3,
  troubles: 0,
  refreshing: false,
} as const;
function writeAndClose(written: Job): void {
  const journal = openJournal(folder);
  journal.write(written);
  journal.close();
}

const segmentful = Array.from({ length: 90 }, (_, number) => job(number + 1, undefined, 'a'.repeat(100_000)));

const first = (): string => join(folder, readdirSync(folder)[0] ?? '');

describe('journal', () => {
  it('remembers each job as it was last written', () => {
    const journal = openJournal(folder);
    journal.write(job(1));
    journal.write(job(2));
    journal.write({ ...job(1), updatedAt: 5, progress: accepted });
    journal.close();
    const { jobs, damagedLines } = readJournal(folder);
    expect([...jobs.values()]).toEqual([{ ...job(1), updatedAt: 5, progress: accepted }, job(2)]);
    expect(damagedLines).toBe(0);
  });

  it('takes many at once, and forgets many at once', () => {
    const journal = openJournal(folder);
    journal.writeAll([job(1), job(2), job(3)]);
    journal.write({ ...job(2), updatedAt: 5, progress: accepted });
    journal.forgetAll([job(1).id, job(3).id]);
    journal.close();
    const { jobs, forgotten, damagedLines } = readJournal(folder);
    expect([...jobs.values()]).toEqual([{ ...job(2), updatedAt: 5, progress: accepted }]);
    expect([...forgotten]).toEqual([job(1).id, job(3).id]);
    expect(damagedLines).toBe(0);
  });

  it('goes on after a restart, and is for this account alone', () => {
    openJournal(folder).write(job(1));
    openJournal(folder).write({ ...job(1), progress: accepted });
    expect(readJournal(folder).jobs.get(job(1).id)?.progress).toEqual(accepted);
    expect(statSync(first()).mode & 0o777).toBe(0o600);
  });

  it('does not bring back what the person deleted', () => {
    const journal = openJournal(folder);
    journal.write(job(1));
    journal.forget(job(1).id);
    expect(readJournal(folder)).toMatchObject({ jobs: new Map(), forgotten: new Set([job(1).id]) });
  });

  it('torn at any byte, it loses nothing but the line that was being written, and calls nothing damaged', () => {
    const journal = openJournal(folder);
    journal.write(job(1));
    const whole = statSync(first()).size;
    journal.write(job(2));
    journal.close();
    const bytes = readFileSync(first());
    for (let cut = whole; cut <= bytes.length; cut += 1) {
      writeFileSync(first(), bytes.subarray(0, cut));
      // All but its newline had been written: then nothing is missing.
      const second = cut >= bytes.length - 1 ? [job(2).id] : [];
      const tornLines = cut > whole && second.length === 0 ? 1 : 0;
      const before = readJournal(folder);
      expect([...before.jobs.keys()], `cut at ${cut}`).toEqual([job(1).id, ...second]);
      expect(before, `cut at ${cut}`).toMatchObject({ tornLines, damagedLines: 0 });
      writeAndClose(job(3));
      const after = readJournal(folder);
      expect([...after.jobs.keys()], `cut at ${cut}`).toEqual([job(1).id, ...second, job(3).id]);
      expect(after, `cut at ${cut}`).toMatchObject({ tornLines, damagedLines: 0 });
      expect(readFileSync(first()).subarray(0, cut), 'what was torn stays').toEqual(bytes.subarray(0, cut));
    }
  });

  it('torn again while the torn line was being ended, it is none the worse', () => {
    writeAndClose(job(1));
    const whole = statSync(first()).size;
    writeAndClose(job(2));
    const torn = readFileSync(first()).subarray(0, -20);
    writeFileSync(first(), torn);
    openJournal(folder).close();
    const ended = readFileSync(first());
    expect(ended.length).toBeGreaterThan(torn.length);
    for (let cut = torn.length; cut <= ended.length; cut += 1) {
      writeFileSync(first(), ended.subarray(0, cut));
      expect(readJournal(folder), `cut at ${cut}`).toMatchObject({ tornLines: 1, damagedLines: 0 });
      writeAndClose(job(3));
      const reading = readJournal(folder);
      expect([...reading.jobs.keys()], `cut at ${cut}`).toEqual([job(1).id, job(3).id]);
      expect(reading, `cut at ${cut}`).toMatchObject({ tornLines: 1, damagedLines: 0 });
    }
    writeFileSync(first(), Buffer.concat([readFileSync(first()), torn.subarray(whole, whole + 30)]));
    writeAndClose(job(4));
    expect(readJournal(folder), 'one line from each time').toMatchObject({ tornLines: 2, damagedLines: 0 });
  });

  it('torn between the lines of many, it keeps those that were whole', () => {
    writeAndClose(job(1));
    const before = statSync(first()).size;
    const many = openJournal(folder);
    many.writeAll([job(2), job(3), job(4)]);
    many.close();
    const bytes = readFileSync(first());
    for (let cut = before; cut <= bytes.length; cut += 1) {
      writeFileSync(first(), bytes.subarray(0, cut));
      writeAndClose(job(5));
      const { jobs, tornLines, damagedLines } = readJournal(folder);
      const lines = bytes.subarray(before, cut + 1).filter((byte) => byte === 0x0a).length;
      const kept = [job(2), job(3), job(4)].slice(0, lines).map(({ id }) => id);
      expect([...jobs.keys()], `cut at ${cut}`).toEqual([job(1).id, ...kept, job(5).id]);
      expect(damagedLines, `cut at ${cut}`).toBe(0);
      expect(tornLines, `cut at ${cut}`).toBeLessThanOrEqual(1);
    }
  });

  it('torn while an accepted id was being written, it still says that the job was being sent', () => {
    const journal = openJournal(folder);
    journal.write(job(1));
    const sent = statSync(first()).size;
    journal.write({ ...job(1), progress: accepted });
    journal.close();
    const bytes = readFileSync(first());
    for (let cut = sent; cut < bytes.length - 1; cut += 1) {
      writeFileSync(first(), bytes.subarray(0, cut));
      openJournal(folder).close();
      expect(readJournal(folder).jobs.get(job(1).id)?.progress.state, `cut at ${cut}`).toBe('submitting');
    }
  });

  it('calls a line damaged that was whole once, and an older segment that lost its end', () => {
    writeAndClose(job(1));
    writeAndClose(job(2));
    const bytes = readFileSync(first());
    const newline = bytes.indexOf(0x0a);
    writeFileSync(first(), Buffer.concat([bytes.subarray(0, newline - 5), bytes.subarray(newline)]));
    expect(readJournal(folder)).toMatchObject({ tornLines: 0, damagedLines: 1 });
    writeFileSync(first(), bytes.subarray(0, -9));
    writeFileSync(join(folder, 'journal-000002.ndjson'), '');
    expect(readJournal(folder)).toMatchObject({ tornLines: 0, damagedLines: 1 });
  });

  it('one flipped bit costs one line', () => {
    const journal = openJournal(folder);
    for (let number = 1; number <= 5; number += 1) journal.write(job(number));
    journal.close();
    const bytes = readFileSync(first());
    for (let place = 0; place < bytes.length; place += 13) {
      const damaged = Buffer.from(bytes);
      damaged[place] = (damaged[place] ?? 0) ^ 4;
      writeFileSync(first(), damaged);
      expect(readJournal(folder).jobs.size, `byte ${place}`).toBeGreaterThanOrEqual(bytes[place] === 0x0a ? 3 : 4);
    }
  });

  it('garbage in between harms nobody', () => {
    openJournal(folder).write(job(1));
    appendFileSync(first(), '\u0000\u0000\u0000\nnonsense\n00000000 {}\n');
    openJournal(folder).write(job(2));
    const { jobs, damagedLines } = readJournal(folder);
    expect(jobs.size).toBe(2);
    expect(damagedLines).toBe(3);
  });

  it('flushes the folder that names a new segment, before anything stands in it', () => {
    const inside = join(folder, 'journal');
    const flushed: [string, number | undefined][] = [];
    const sizeBytes = (): number | undefined =>
      readdirSync(inside)
        .toSorted()
        .map((name) => statSync(join(inside, name)).size)
        .at(-1);
    const flush = (path: string): void => void flushed.push([path, path === inside ? sizeBytes() : undefined]);
    const journal = openJournal(inside, flush);
    const expected: typeof flushed = [
      [folder, undefined],
      [inside, 0],
    ];
    expect(flushed).toEqual(expected);
    journal.writeAll(segmentful);
    journal.write(job(100));
    journal.close();
    expect(flushed).toEqual([...expected, [inside, 0]]);
    openJournal(inside, flush).close();
    expect(flushed).toHaveLength(3);
  });

  it('goes on in the present segment while the next one cannot be begun', () => {
    let isRefused = false;
    const journal = openJournal(folder, () => {
      if (isRefused) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    journal.writeAll(segmentful);
    isRefused = true;
    for (const number of [101, 102]) expect(() => journal.write(job(number))).toThrow('no room left');
    isRefused = false;
    journal.write(job(103));
    journal.close();
    const { jobs, damagedLines } = readJournal(folder);
    expect([jobs.size, jobs.has(job(103).id), damagedLines]).toEqual([segmentful.length + 1, true, 0]);
  });

  it('begins a new segment when one is full, and each can be read by itself', () => {
    const journal = openJournal(folder);
    const long = 'a'.repeat(100_000);
    for (let number = 1; number <= 90; number += 1) journal.write(job(number, undefined, long));
    journal.write({ ...job(1, accepted, long), updatedAt: 9 });
    journal.close();
    expect(readdirSync(folder)).toHaveLength(2);
    expect(readJournal(folder).jobs.size).toBe(90);
    expect(readJournal(folder, { last: 1 }).jobs.get(job(1).id)?.progress.state).toBe('waiting');
  });
});
