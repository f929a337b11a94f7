import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import { openJobStore, type JobStore } from './job-store.ts';

/** What is found by texts that were read ahead; that it is the same as without them, see clip-index.test.ts. */

let folder = '';
let store: JobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-texts-'));
  store = openJobStore(join(folder, 'conch.db')).store;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function make(prompt: string): Job {
  return store.create({ id: randomUUID(), at: 1, request: { providerId: 'novita', modelId: 'm', prompt } }).job;
}

/** Prompts, by the alphabet. */
function found(search: string): string[] {
  return store.clips
    .page({ search }, 0, 10)
    .jobs.map(({ request: { prompt } }) => prompt)
    .toSorted();
}

function readAhead(): void {
  for (const _slice of store.clips.load()) continue;
}

test('words of one and two letters are found in the texts as they are by now', () => {
  const [first] = [make('xylophone'), make('雨 over y')];
  readAhead();
  expect(found('x')).toEqual(['xylophone']);
  expect(found('雨')).toEqual(['雨 over y']);
  make('Xy and 雨');
  store.save({ ...first, keeping: { ...noKeeping(1), tags: ['zz'] } });
  // None of these has been asked before, so that no answer is at hand.
  expect(found('zz')).toEqual(['xylophone']);
  expect(found('XY')).toEqual(['Xy and 雨', 'xylophone']);
  expect(found('雨 xy')).toEqual(['Xy and 雨']);
  store.remove(first.id);
  expect(found('zz xy')).toEqual([]);
});

test('a word that is typed letter by letter finds what it finds at once', () => {
  make('a lighthouse in the rain');
  make('light rain');
  const late = make('a house');
  make('a lamp');
  readAhead();
  expect(found('li')).toEqual(['a lighthouse in the rain', 'light rain']);
  // Both belong to what was kept for "li" only since then.
  make('limelight in the rain');
  store.save({ ...late, keeping: { ...noKeeping(1), note: 'lightning' } });
  expect(found('light')).toEqual(['a house', 'a lighthouse in the rain', 'light rain', 'limelight in the rain']);
  expect(found('light ra')).toEqual(['a lighthouse in the rain', 'light rain', 'limelight in the rain']);
  expect(found('in light ra')).toEqual(['a lighthouse in the rain', 'light rain', 'limelight in the rain']);
  expect(found('the light ra')).toEqual(['a lighthouse in the rain', 'limelight in the rain']);
  // What was kept for two words knows too little of one.
  expect(found('lightn')).toEqual(['a house']);
  // Fewer letters find more again.
  expect(found('l')).toHaveLength(5);
  expect(found('ho')).toEqual(['a house', 'a lighthouse in the rain']);
});
