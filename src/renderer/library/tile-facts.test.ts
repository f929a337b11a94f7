import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import type { JobProgress } from '../../shared/job.ts';
import { noon, progressIn, sampleJob } from './sample-jobs.ts';
import { fetchLanguage, setLanguage } from '../texts/index.ts';
import { metaText, stateText, tileName, truePercent } from './tile-facts.ts';

const { queued, submitting, waiting, downloading, done, failed, canceled, unknown } = progressIn;
setLanguage('en', ['en-GB']);
const surroundings = { providerName: 'Someone', now: noon + 43_000 };
const networkTrouble: Failure = { kind: 'network', message: 'Not reached.' };
const meta = (progress: JobProgress) =>
  metaText(sampleJob(progress, { resolution: '768P', durationSeconds: 6 }), surroundings);

describe('the line under the prompt', () => {
  test.each<[string, JobProgress]>([
    ['nothing sent yet', queued],
    ['intent saved, request leaving', submitting],
    ['accepted 40 s ago', waiting],
    ['still watched after 30 min', { ...waiting, acceptedAt: noon + 43_000 - 30 * 60_000 }],
    ['link expires in 59 min', downloading],
    ['ready 40 s ago', { ...downloading, finishedAt: noon + 3_000, outputs: [{ url: 'https://cdn.example.com/a' }] }],
    ['asking for a fresh link', { ...waiting, refreshing: true }],
    ['about 1 min left', { ...waiting, phase: 'running', readyAt: noon + 110_000 }],
    ['accepted 40 s ago', { ...waiting, phase: 'running', readyAt: noon }],
    ['not reached, again at 14:10', { ...waiting, lastFailure: networkTrouble, dueAt: noon + 600_000 }],
    ['not reached, trying again', { ...downloading, lastFailure: networkTrouble, dueAt: noon }],
    ['no key, again at 14:10', { ...queued, lastFailure: { kind: 'key-missing', message: '' }, dueAt: noon + 600_000 }],
    ['Someone · 768P · 6 s', done],
    ['content refused, not charged', failed],
    ['may have been charged', unknown],
    ['before sending, no charge', canceled],
    ['not watched, perhaps charged', { ...canceled, reason: 'watching-stopped' }],
    ['given up, perhaps charged', { ...canceled, reason: 'given-up' }],
  ])('%s', (text, progress) => {
    expect(meta(progress)).toBe(text);
  });

  test('a failed clip says nothing of the charge where nobody knows, and that nothing was sent where that is so', () => {
    const { charged: _, ...failure } = failed.failure;
    const { intent: _intent, ...unsent } = failed;
    expect(meta({ ...failed, failure })).toBe('content refused');
    expect(meta({ ...unsent, failure })).toBe('content refused, nothing was sent');
  });

  test('where nothing was asked for, a finished clip says what came', () => {
    expect(metaText(sampleJob(done), surroundings)).toBe('Someone · 1366 × 768 · 5.9 s');
  });

  test('bytes of a download', () => {
    const download = { receivedBytes: 2_900_000, totalBytes: 4_100_000 };
    expect(metaText(sampleJob(downloading), { ...surroundings, download })).toBe('2.9 of 4.1 MB');
  });
});

describe('per cents', () => {
  test('come from the provider only while it generates', () => {
    expect(truePercent(sampleJob({ ...waiting, phase: 'running', progressPercent: 42.9 }), undefined)).toBe(42);
    expect(truePercent(sampleJob({ ...waiting, phase: 'running' }), undefined)).toBeUndefined();
    expect(truePercent(sampleJob({ ...waiting, phase: 'queued', progressPercent: 0 }), undefined)).toBeUndefined();
    expect(
      truePercent(sampleJob({ ...waiting, phase: 'running', progressPercent: 100, refreshing: true }), undefined),
    ).toBeUndefined();
  });

  test('come from the bytes of a download only where the whole is known', () => {
    expect(truePercent(sampleJob(downloading), { receivedBytes: 1, totalBytes: 2 })).toBe(50);
    expect(truePercent(sampleJob(downloading), { receivedBytes: 1 })).toBeUndefined();
    expect(truePercent(sampleJob(downloading), undefined)).toBeUndefined();
  });

  test('stand behind the state word', () => {
    expect(stateText(sampleJob({ ...waiting, phase: 'running', progressPercent: 42 }), undefined)).toBe(
      'Generating 42 %',
    );
    expect(stateText(sampleJob(unknown), undefined)).toBe('Needs attention');
  });
});

describe('the accessible name', () => {
  test('starts with the prompt on one line, then state and provider', () => {
    const job = sampleJob({ ...waiting, phase: 'running', progressPercent: 42 }, { prompt: ' Boats come\nhome ' });
    expect(tileName(job, 'Someone', undefined)).toBe('Boats come home, Generating 42 %, Someone');
  });

  test('does not read out a whole page', () => {
    expect(tileName(sampleJob(done, { prompt: 'x'.repeat(2000) }), 'Someone', undefined)).toBe(
      `${'x'.repeat(300)}…, Done, Someone`,
    );
  });
});

describe('in Chinese', () => {
  beforeAll(async () => {
    await fetchLanguage('zh-CN');
    setLanguage('zh-CN', []);
  });
  afterAll(() => {
    setLanguage('en', ['en-GB']);
  });

  test.each<[string, JobProgress]>([
    ['尚未发送', queued],
    ['40 秒前受理', waiting],
    ['无法连接，14:10 重试', { ...waiting, lastFailure: networkTrouble, dueAt: noon + 600_000 }],
    ['链接将在 59 分钟后过期', downloading],
    ['Someone · 768P · 6 秒', done],
    ['内容未通过审核，未扣费', failed],
  ])('%s', (text, progress) => {
    expect(meta(progress)).toBe(text);
  });

  test('the accessible name', () => {
    const job = sampleJob({ ...waiting, phase: 'running', progressPercent: 42 }, { prompt: 'Boats' });
    expect(tileName(job, 'Someone', undefined)).toBe('Boats，生成中 42%，Someone');
  });
});
