import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dice } from './seeded-dice.ts';

/** One way in which a disk, a crash or a person spoils a database at `path`. */
export type Damage = (path: string, dice: Dice, oldWal: string) => void;

const pageBytes = 4096;

function change(path: string, edit: (bytes: Buffer) => void): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  if (bytes.length > 0) edit(bytes);
  writeFileSync(path, bytes);
}

function flipBits(path: string, dice: Dice, times: number, upTo = Infinity): void {
  change(path, (bytes) => {
    for (let time = 0; time < times; time += 1) {
      const at = dice.between(0, Math.min(bytes.length, upTo) - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7));
    }
  });
}

function noise(dice: Dice, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => dice.between(0, 255)));
}

export const damages: Record<string, Damage> = {
  'one flipped bit': (path, dice) => flipBits(path, dice, 1),
  'many flipped bits': (path, dice) => flipBits(path, dice, dice.between(2, 200)),
  'flipped bits in the header': (path, dice) => flipBits(path, dice, dice.between(1, 4), 100),
  'flipped bits in the journal of SQLite': (path, dice) => flipBits(`${path}-wal`, dice, dice.between(1, 20)),
  'zeroed pages': (path, dice) =>
    change(path, (bytes) => {
      for (let time = dice.between(1, 4); time > 0; time -= 1) {
        const page = dice.between(0, Math.floor(bytes.length / pageBytes) - 1);
        bytes.fill(0, page * pageBytes, (page + 1) * pageBytes);
      }
    }),
  'eight torn sectors': (path, dice) =>
    change(path, (bytes) => {
      for (let time = 0; time < 8; time += 1) {
        noise(dice, 512).copy(bytes, dice.between(0, Math.floor(bytes.length / 512) - 1) * 512);
      }
    }),
  'a page in the wrong place': (path, dice) =>
    change(path, (bytes) => {
      const last = Math.floor(bytes.length / pageBytes) - 1;
      const from = dice.between(0, last) * pageBytes;
      bytes.copyWithin(dice.between(0, last) * pageBytes, from, from + pageBytes);
    }),
  truncated: (path, dice) => truncateSync(path, dice.between(1, Math.max(1, readFileSync(path).length - 1))),
  'a header of noise': (path, dice) => change(path, (bytes) => void noise(dice, 100).copy(bytes)),
  'noise in the journal of SQLite': (path, dice) =>
    change(`${path}-wal`, (bytes) => {
      const at = dice.between(0, bytes.length - 1);
      noise(dice, dice.between(1, bytes.length - at)).copy(bytes, at);
    }),
  'the journal of SQLite cut off': (path, dice) =>
    truncateSync(`${path}-wal`, dice.between(0, readFileSync(`${path}-wal`).length - 1)),
  'the journal of SQLite missing': (path) => rmSync(`${path}-wal`, { force: true }),
  'the index of the journal missing': (path) => rmSync(`${path}-shm`, { force: true }),
  'the index of the journal spoilt': (path, dice) =>
    change(`${path}-shm`, (bytes) => void noise(dice, 200).copy(bytes)),
  'both journal files missing': (path) => {
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  },
  'the journal of an earlier day': (path, _dice, oldWal) => copyFileSync(oldWal, `${path}-wal`),
  'all zeros': (path) => change(path, (bytes) => void bytes.fill(0)),
  'nothing in it': (path) => truncateSync(path, 0),
  'another file': (path, dice) => writeFileSync(path, noise(dice, dice.between(1, 20_000))),
  deleted: (path) => rmSync(path),
  'deleted with its journal': (path) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  },
  'deleted with every backup': (path) => {
    rmSync(path);
    rmSync(join(dirname(path), 'backups'), { recursive: true });
  },
};
