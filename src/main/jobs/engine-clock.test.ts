import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { DownloadOutcome } from '../download/download-output.ts';
import type { PollOutcome } from '../providers/provider.ts';
import { createRig, type RigOptions } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';

/** The engine when the clock jumps and when the computer sleeps. */

const hour = 3_600_000;
const ready: PollOutcome = { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] };
const saved: DownloadOutcome = {
  outcome: 'saved',
  part: { path: '', sizeBytes: 9, sha256: 'a'.repeat(64), type: 'video/mp4' },
};

let rig: ReturnType<typeof createRig> | undefined;
afterEach(() => rig?.dispose());

function setUp(options: RigOptions) {
  rig = createRig(options);
  return rig;
}

describe('a clock that is set back', () => {
  it('makes no clip wait for the lost hours: queued, waiting or downloading', async () => {
    const troubled = [true, true, true];
    const once = (place: number): boolean => troubled[place] === true && ((troubled[place] = false), true);
    const down = failure('network', 'no way');
    const provider = sampleProvider({
      submit: async () =>
        once(0) ? { outcome: 'not-sent', failure: down } : { outcome: 'accepted', remote: { id: 'task' } },
      poll: async () => (once(1) ? { outcome: 'unclear', failure: down } : ready),
    });
    const { start, create, clock, stateOf } = setUp({
      providers: [provider],
      tools: { download: async () => (once(2) ? { outcome: 'trouble', failure: down } : saved) },
    });
    start();
    const { id } = create();
    const seen: unknown[] = [];
    for (let step = 0; step < 300 && stateOf(id) !== 'done'; step += 1) {
      await clock.pass(100);
      if (seen.at(-1) === stateOf(id)) continue;
      seen.push(stateOf(id));
      clock.sleep(-5 * hour);
    }
    expect(seen).toEqual(['queued', 'waiting', 'downloading', 'done']);
  });

  it('between two runs neither', async () => {
    const { start, create, clock, stateOf } = setUp({ providers: [sampleProvider({ poll: async () => ready })] });
    const engine = start();
    const { id } = create();
    await clock.pass(100);
    expect(stateOf(id)).toBe('waiting');
    await engine.stop();
    clock.sleep(-24 * hour);
    start();
    await clock.pass(10_000);
    expect(stateOf(id)).toBe('done');
  });

  it('does not make a pause shorter than the provider asked for, nor longer than twice', async () => {
    const sentAfter: number[] = [];
    let passed = 0;
    const slow = failure('rate-limited', 'slow down', { retryAfterMs: 60_000 });
    const provider = sampleProvider({
      submit: async () => {
        sentAfter.push(passed);
        return sentAfter.length === 1
          ? { outcome: 'not-sent', failure: slow }
          : { outcome: 'accepted', remote: { id: 'task' } };
      },
    });
    const { start, create, clock } = setUp({ providers: [provider] });
    start();
    create();
    for (; passed < 140; passed += 1) {
      if (passed === 30) clock.sleep(-24 * hour);
      await clock.pass(1000);
    }
    expect(sentAfter).toHaveLength(2);
    expect(sentAfter[1]).toBeGreaterThanOrEqual(60);
    expect(sentAfter[1]).toBeLessThanOrEqual(100);
  });

  it('does not leave a full disk unlooked at', async () => {
    let short = true;
    const { start, create, clock, stateOf } = setUp({
      providers: [sampleProvider({ poll: async () => ready })],
      shortage: () => (short ? failure('disk', 'full') : undefined),
    });
    start();
    const { id } = create();
    await clock.pass(1000);
    clock.sleep(-24 * hour);
    short = false;
    await clock.pass(30_000);
    expect(stateOf(id)).toBe('done');
  });
});

describe('a sleep', () => {
  it('ends the calls that were on its way, and nobody is blamed for them', async () => {
    let asked = 0;
    let renewed = 0;
    const provider = sampleProvider({
      poll: (_remote, { signal }) => {
        asked += 1;
        if (asked > 1) return Promise.resolve(ready);
        // The connection is dead: nothing comes until somebody gives up.
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({ outcome: 'unclear', failure: failure('network', 'broken off') });
          });
        });
      },
    });
    const { start, create, clock, announced, stateOf } = setUp({
      providers: [provider],
      renewConnections: () => (renewed += 1),
    });
    start();
    const { id } = create();
    await clock.pass(20_000);
    expect([asked, stateOf(id)]).toEqual([1, 'waiting']);
    clock.sleep(8 * hour);
    await clock.pass(6000);
    expect([asked, renewed, stateOf(id)]).toEqual([2, 1, 'done']);
    expect(announced.some(({ progress }) => 'lastFailure' in progress)).toBe(false);
  });

  it('is noticed as well when it begins in the middle of a look at the list', async () => {
    let asked = 0;
    let sleepsNow = false;
    const provider = sampleProvider({
      poll: (_remote, { signal }) => {
        asked += 1;
        if (asked > 1) return Promise.resolve(ready);
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({ outcome: 'unclear', failure: failure('network', 'broken off') });
          });
        });
      },
    });
    const { start, create, clock, stateOf } = setUp({
      providers: [provider],
      wrap: (store) => ({
        ...store,
        due(...question) {
          if (sleepsNow) clock.sleep(8 * hour);
          sleepsNow = false;
          return store.due(...question);
        },
      }),
    });
    start();
    const { id } = create();
    await clock.pass(20_000);
    expect([asked, stateOf(id)]).toEqual([1, 'waiting']);
    sleepsNow = true;
    for (let step = 0; step < 100 && sleepsNow; step += 1) await clock.pass(100);
    await clock.pass(500);
    expect([asked, stateOf(id)]).toEqual([2, 'done']);
  });

  it('begins a download again that hung on a dead connection', async () => {
    let begun = 0;
    const { start, create, clock, stateOf } = setUp({
      providers: [sampleProvider({ poll: async () => ready })],
      tools: {
        download: (_output, { signal }) => {
          begun += 1;
          if (begun > 1) return Promise.resolve(saved);
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('broken off')));
          });
        },
      },
    });
    start();
    const { id } = create();
    await clock.pass(20_000);
    expect([begun, stateOf(id)]).toEqual([1, 'downloading']);
    clock.sleep(8 * hour);
    await clock.pass(6000);
    expect([begun, stateOf(id)]).toEqual([2, 'done']);
  });

  it('leaves a paid request alone: nobody could send it again', async () => {
    let cut = false;
    const provider = sampleProvider({
      submit: (_request, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => (cut = true));
        }),
    });
    const { start, create, clock, stateOf } = setUp({ providers: [provider] });
    start();
    const { id } = create();
    await clock.pass(1000);
    clock.sleep(8 * hour);
    await clock.pass(6000);
    expect([cut, stateOf(id)]).toEqual([false, 'submitting']);
  });

  it('lets a provider be asked at once that was resting before', async () => {
    let down = true;
    const provider = sampleProvider({
      pace: { concurrentClips: 20, submitGapMs: 0, firstPollMs: 1000, pollMs: 10_000 },
      poll: async () => (down ? { outcome: 'unclear', failure: failure('network', 'no way') } : ready),
    });
    const { start, create, clock, store } = setUp({ providers: [provider] });
    start();
    for (let clip = 0; clip < 20; clip += 1) create();
    await clock.pass(5 * 60_000);
    down = false;
    clock.sleep(hour);
    await clock.pass(6000);
    expect(store.inState('done')).toHaveLength(20);
  });
});
