import { describe, expect, test } from 'vitest';
import type { ProviderView } from '../../shared/contract.ts';
import type { Job, JobProgress } from '../../shared/job.ts';
import { noon, progressIn, sampleJob } from '../library/sample-jobs.ts';
import { clipFacts, settingsText, type FactName } from './clip-facts.ts';
import { stateLineText } from './state-line.ts';
import { setLanguage } from '../texts/index.ts';

setLanguage('en', ['en-GB']);
const { queued, waiting, downloading, done, failed, unknown } = progressIn;
const provider: ProviderView = {
  id: 'someone',
  name: 'Someone',
  models: [
    {
      id: 'hailuo-02',
      name: 'Hailuo 02',
      promptMaxLength: 2000,
      durations: [],
      resolutions: [],
      refusedPairs: [],
      flags: {},
      callbackUrl: false,
    },
  ],
  key: { source: 'none' },
  baseUrl: 'https://api.example.com',
  defaultBaseUrl: 'https://api.example.com',
  baseUrlFromEnvironment: false,
  concurrentClips: 3,
  defaultConcurrentClips: 3,
  links: { keys: '', console: '', billing: '', docs: '' },
  keyTest: { free: false, note: '' },
  tellsBalance: false,
  chargeNote: '',
  prices: [],
  ownPrices: [],
  lookup: { possible: false, why: '' },
};
const now = noon + 600_000;
const table = (job: Job) => clipFacts(job, provider, now);
const value = (job: Job, name: FactName) => table(job).find((fact) => fact.name === name)?.text;

describe('the table of facts', () => {
  test('a queued clip has few facts and no empty rows', () => {
    expect(table(sampleJob(queued)).map(({ name, text }) => [name, text])).toEqual([
      ['Provider', 'Someone'],
      ['Model', 'Hailuo 02'],
      ['Cost', 'not published'],
      ['Created', 'today 14:00'],
    ]);
  });

  test('the first frame is told by its name and by the bytes that were sent', () => {
    const picture = {
      id: 'a'.repeat(64),
      type: 'image/jpeg',
      sizeBytes: 412_332,
      widthPixels: 1500,
      heightPixels: 600,
    } as const;
    const fact = (name?: string) =>
      table(
        sampleJob(queued, {
          firstFrame: { kind: 'picture', picture: { ...picture, ...(name !== undefined && { name }) } },
        }),
      ).find((one) => one.name === 'First frame');
    const sent = 'JPEG, 1500 × 600, 412.3 kB';
    expect(fact('pier.jpg')).toEqual({ name: 'First frame', text: 'pier.jpg', note: sent });
    expect(fact()).toEqual({ name: 'First frame', text: sent });
  });

  test('a finished clip has them all', () => {
    const job = sampleJob(
      { ...done, cost: { amount: 0.28, unit: 'USD' }, expiresAt: now + 41 * 60_000 },
      {
        durationSeconds: 6,
        resolution: '768P',
        callbackUrl: 'https://hook.example.com',
        firstFrame: { kind: 'url', url: 'https://pictures.example.com/a.jpg' },
      },
    );
    expect(table(job).map(({ name }) => name)).toEqual([
      'Provider',
      'Model',
      'Settings',
      'First frame',
      'Callback URL',
      'Cost',
      'File',
      'Picture size',
      'Created',
      'Sent',
      'Accepted',
      'Job id',
      'Finished',
      'Saved',
      'Link expires',
    ]);
    expect(table(job).find(({ name }) => name === 'File')).toEqual({
      name: 'File',
      text: 'night-train-0000.mp4',
      note: '4.1 MB',
      code: true,
    });
    expect(value(job, 'Cost')).toBe('$0.28');
    expect(value(job, 'Job id')).toBe('task-1');
    expect(value(job, 'Link expires')).toBe('in 41 min');
  });

  test('a cost is told by the provider, or is an estimate, or is said to be unknown', () => {
    expect(value(sampleJob(done), 'Cost')).toBe('not published');
    expect(value(sampleJob({ ...waiting, cost: { amount: 12, unit: 'credits' } }), 'Cost')).toBe('12 credits');
    expect(value(sampleJob(failed), 'Cost')).toBe('not charged');
    expect(value(sampleJob(unknown), 'Cost')).toBe('may have been charged');
  });

  test('a provider or a model that is no longer known keeps its id', () => {
    expect(
      clipFacts(sampleJob(queued), undefined, now)
        .slice(0, 2)
        .map(({ text }) => text),
    ).toEqual(['someone', 'hailuo-02']);
  });

  test('a dead link says since when', () => {
    expect(value(sampleJob({ ...done, expiresAt: noon }), 'Link expires')).toBe('expired today 14:00');
    expect(value(sampleJob(downloading), 'Link expires')).toBe('in 50 min');
  });
});

test('settings name only what was asked for', () => {
  const { request } = sampleJob(queued, { durationSeconds: 10, promptOptimizer: false, watermark: true });
  expect(settingsText(request)).toBe('10 s · optimize off · watermark on');
});

test.each<[string, JobProgress]>([
  ['since today 14:00', queued],
  ['accepted 9 min ago', waiting],
  ['about 5 min left', { ...waiting, readyAt: now + 300_000 }],
  ['asking for a fresh link', { ...waiting, refreshing: true }],
  ['link expires in 50 min', downloading],
  ['ready since today 14:01', { ...downloading, outputs: [{ url: 'https://cdn.example.com/a' }] }],
  ['still watched after 31 min', { ...waiting, acceptedAt: now - 31 * 60_000 }],
  ['today 14:02, 2 min 14 s after sending', done],
  ['today 14:00', failed],
])('beside the state: %s', (text, progress) => {
  expect(stateLineText(sampleJob(progress), now)).toBe(text);
});
