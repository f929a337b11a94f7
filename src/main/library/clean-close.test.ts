import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaveMark, takeMark, type ClosedFolder } from './clean-close.ts';
import { openJobStore } from './job-store.ts';
import { openJournal } from './journal.ts';
import { sampleIntent } from './library-rig.ts';
import { openRecovered } from './recovery.ts';

let folder = '';
let files: ClosedFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-closed-'));
  files = filesIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (at: string): ClosedFolder => ({
  databasePath: join(at, 'conch.db'),
  journalFolder: join(at, 'journal'),
  backupFolder: join(at, 'backups'),
});

const now = 1_800_000_000_000;
const close = { checkedAt: now - 1000, backedUp: true };

/** A folder that was closed in good order, with a job that waits for nothing and one that is under way. */
function fill(): { done: string; underWay: string } {
  const { store } = openJobStore(files.databasePath);
  const journal = openJournal(files.journalFolder);
  const create = (): ReturnType<typeof store.create>['job'] =>
    store.create({ id: randomUUID(), at: 1, request: { providerId: 'sample', modelId: 'm', prompt: 'a calm sea' } })
      .job;
  const [done, underWay] = [create(), create()];
  store.save({ ...done, progress: { state: 'canceled', canceledAt: 2, reason: 'before-sending' } });
  const sent = { ...underWay, progress: { state: 'submitting', intent: sampleIntent, attempts: 1 } as const };
  journal.write(sent);
  store.save(sent);
  store.close();
  journal.close();
  return { done: done.id, underWay: underWay.id };
}

function reopen() {
  return openRecovered({
    ...files,
    libraryFolders: [],
    originOf: () => '',
    now: () => now,
    onDamaged: () => {},
  });
}

/** Damage as a disk does it: the file system notices nothing, so the mark is left after it. */
function rot(id: string): void {
  const raw = new DatabaseSync(files.databasePath);
  raw.prepare("UPDATE job SET body = replace(body, 'calm', 'colm') WHERE id = ?").run(id);
  raw.close();
}

describe('the mark of a good close', () => {
  it('is believed once, when nothing has been touched since', () => {
    fill();
    leaveMark(files, close);
    expect(takeMark(files, now)).toEqual(close);
    expect(takeMark(files, now)).toBeUndefined();
  });

  const touches: [string, () => void][] = [
    ['the database was written by another hand', () => appendFileSync(files.databasePath, ' ')],
    [
      'the database was put back as it was, its times included',
      () => {
        const bytes = readFileSync(files.databasePath);
        writeFileSync(files.databasePath, bytes);
        utimesSync(files.databasePath, 1, 1);
      },
    ],
    ['SQLite’s journal is there', () => writeFileSync(`${files.databasePath}-wal`, 'x')],
    ['the database is gone', () => rmSync(files.databasePath)],
    ['the journal has one line more', () => appendFileSync(join(files.journalFolder, 'journal-000001.ndjson'), 'x\n')],
    ['the journal is gone', () => rmSync(files.journalFolder, { recursive: true })],
    [
      'there is a backup that was not there',
      () => {
        cpSync(files.databasePath, join(files.backupFolder, 'conch-000001-5.db'));
      },
    ],
    [
      'a character of the mark was changed',
      () => {
        const path = `${files.databasePath}.closed`;
        writeFileSync(path, readFileSync(path, 'utf8').replace('true', 'tRue'));
      },
    ],
  ];
  it.each(touches)('is not believed when %s', (_what, touch) => {
    fill();
    leaveMark(files, close);
    touch();
    expect(takeMark(files, now)).toBeUndefined();
    expect(existsSync(`${files.databasePath}.closed`)).toBe(false);
  });

  it('is not believed in a copy of the folder', () => {
    fill();
    leaveMark(files, close);
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    expect(takeMark(filesIn(copy), now)).toBeUndefined();
    rmSync(copy, { recursive: true });
  });

  it.each([8 * 24 * 3_600_000, -3_600_000])('is not believed for ever, nor by a clock that was put back', (later) => {
    fill();
    leaveMark(files, close);
    expect(takeMark(files, now + later)).toBeUndefined();
  });

  it('is not left while SQLite’s journal is there', () => {
    fill();
    writeFileSync(`${files.databasePath}-wal`, 'x');
    leaveMark(files, close);
    expect(existsSync(`${files.databasePath}.closed`)).toBe(false);
  });
});

describe('a start on trust', () => {
  it('is gone as soon as the database is open: a core that is killed then leaves no mark', () => {
    fill();
    leaveMark(files, close);
    const { store, trusted } = reopen();
    expect(trusted).toEqual(close);
    expect(existsSync(`${files.databasePath}.closed`)).toBe(false);
    store.close();
    const again = reopen();
    expect(again.trusted).toBeUndefined();
    again.store.close();
  });

  it('still looks at every job that is under way, and brings it back', () => {
    const { underWay } = fill();
    rot(underWay);
    leaveMark(files, close);
    const { store, notices, trusted } = reopen();
    expect(trusted).toBeUndefined();
    expect(notices.map(({ message }) => message)).toEqual([expect.stringMatching(/brought back|brought them back/)]);
    expect(store.get(underWay)?.request.prompt).toBe('a calm sea');
    store.close();
  });

  it('finds what rots among the others when it looks through the rest', () => {
    const { done, underWay } = fill();
    rot(done);
    leaveMark(files, close);
    const { store, notices, trusted } = reopen();
    expect([notices, trusted]).toEqual([[], close]);
    const check = store.check();
    let step = check.next();
    while (step.done !== true) step = check.next();
    expect(step.value).toBe(1);
    expect(store.get(done)).toBeUndefined();
    expect(store.get(underWay)).toBeDefined();
    expect([store.damagedCount(), store.clips.page({}, 0, 9).total, store.counts().all]).toEqual([1, 1, 1]);
    store.close();
  });
});
