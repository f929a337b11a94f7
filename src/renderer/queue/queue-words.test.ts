import { expect, test } from 'vitest';
import { failure } from '../../shared/failure.ts';
import { sampleJob } from '../samples.ts';
import { setLanguage } from '../texts/index.ts';
import { countsText, etaText, heldText, paceText, queuedName } from './queue-words.ts';

setLanguage('en', ['en-GB']);
const pace = { clipsAtOnce: 3, mostClipsAtOnce: 3, perMinute: 60, mostPerMinute: 60, learned: false, limits: [] };

test('a pace that was learned is told beside what would be allowed', () => {
  expect(paceText(pace)).toBe('3 at once, 60 a minute');
  expect(paceText({ ...pace, clipsAtOnce: 2, perMinute: 7.76, learned: true })).toBe(
    '2 of 3 at once, 7.8 of 60 a minute',
  );
});

test('the time for the whole queue says what it leaves out, and nothing without enough runs', () => {
  const queue = { clips: 12, withoutWait: 0, paused: 0 };
  expect(etaText({ ...queue, endsInMs: 41 * 60_000 })).toBe('Through in about 41 min.');
  expect(etaText({ ...queue, endsInMs: 41 * 60_000, withoutWait: 1, paused: 2 })).toBe(
    'Through in about 41 min. Not counted: 1 clip of a kind with too few runs. 2 clips are paused.',
  );
  expect(etaText({ ...queue, withoutWait: 12 })).toBe(
    'How long it takes is not known yet: too few clips of this kind were made.',
  );
  expect(etaText({ clips: 0, withoutWait: 0, paused: 0 })).toBeUndefined();
});

test('a row is named by its prompt, its place, its provider and what holds it', () => {
  const job = sampleJob(1, 'A quiet\nharbour', {
    state: 'queued',
    dueAt: 0,
    attempts: 1,
    lastFailure: failure('balance', 'Not enough balance.'),
  });
  const facts = { providerName: 'Novita', place: 1, total: 1200 };
  expect(queuedName(job, facts)).toBe('A quiet harbour, 2 of 1,200, Novita, no balance');
  expect(queuedName({ ...job, place: { priority: 'high', paused: true } }, facts)).toBe(
    'A quiet harbour, 2 of 1,200, Novita, High priority, Paused',
  );
  expect(heldText(sampleJob(2))).toBeUndefined();
});

test('counts are told as far as there are any', () => {
  expect(countsText(1, 0)).toBe('1 clip waiting to be sent');
  expect(countsText(40, 3)).toBe('40 clips waiting to be sent, 3 in the making');
});
