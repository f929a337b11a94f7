import { afterEach, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/job.ts';
import type { DownloadOutcome } from '../download/download-output.ts';
import { createRig } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';
import { downloadRank } from './schedule.ts';

const minute = 60_000;
const part = { path: '', sizeBytes: 9, sha256: 'a'.repeat(64), type: 'video/mp4' } as const;
const progress = (finishedAt: number, expiresAt?: number) => ({
  state: 'downloading' as const,
  intent: { sentAt: 0, origin: 'https://provider.example', keyFingerprint: '0011aabb', requestHash: 'f'.repeat(64) },
  remote: { id: 'task-1' },
  acceptedAt: 0,
  outputs: [{ url: 'https://files.example/a.mp4', ...(expiresAt !== undefined && { expiresAt }) }],
  finishedAt,
  dueAt: finishedAt,
  troubles: 0,
  refreshed: false,
});

describe('the rank of a download', () => {
  it('is higher the sooner its link dies', () => {
    expect(downloadRank(progress(0, 5 * minute))).toBeGreaterThan(downloadRank(progress(0, 6 * minute)));
  });

  it('takes an hour after the end for a link that does not tell', () => {
    expect(downloadRank(progress(1000))).toBeGreaterThan(downloadRank(progress(0, 61 * minute)));
    expect(downloadRank(progress(1000))).toBeLessThan(downloadRank(progress(0, 60 * minute)));
  });
});

describe('the download lane', () => {
  let dispose: () => void = () => {};
  afterEach(() => dispose());

  it('fetches the clip first whose link dies first, whatever the order in which they were finished', async () => {
    const begun: string[] = [];
    const holding: ((outcome: DownloadOutcome) => void)[] = [];
    /** In the order of finishing: minutes that the link lives, or undefined where it does not tell. */
    const lives = [300, 200, 100, 90, 20, undefined, 10, 40];
    let submitted = 0;
    const provider = sampleProvider({
      pace: { concurrentClips: lives.length, submitGapMs: 0, firstPollMs: 1000, pollMs: 1000 },
      submit: async () => ({ outcome: 'accepted', remote: { id: `task-${submitted++}` } }),
      poll: async ({ id }, { now }) => {
        const life = lives[Number(id.slice('task-'.length))];
        return {
          outcome: 'succeeded',
          outputs: [{ url: `https://files.example/${life}`, ...(life && { expiresAt: now + life * minute }) }],
        };
      },
    });
    const rig = createRig({
      providers: [provider],
      tools: {
        download: ({ url }: Output) => {
          begun.push(url.slice(url.lastIndexOf('/') + 1));
          return new Promise((resolve) => holding.push(resolve));
        },
      },
    });
    const engine = rig.start();
    dispose = rig.dispose;
    for (const _life of lives) rig.create();
    await rig.clock.pass(3000);
    // Three run at once: the first that were there. The others wait for a place.
    expect(begun).toEqual(['300', '200', '100']);
    for (let ended = 0; ended < lives.length; ended += 1) {
      holding[ended]?.({ outcome: 'saved', part });
      await rig.clock.pass(100);
    }
    const stopped = engine.stop();
    await rig.clock.pass(100);
    await stopped;
    // For the one that does not tell stands an hour.
    expect(begun).toEqual(['300', '200', '100', '10', '20', '40', 'undefined', '90']);
  });
});
