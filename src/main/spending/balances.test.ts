import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Balance, BalanceView } from '../../shared/balance.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import { openBalanceFile, type Account } from '../library/balance-file.ts';
import type { Run } from '../library/run.ts';
import { createBalances, type Balances } from './balances.ts';
import { sampleRun } from './spending-rig.ts';

const minute = 60_000;
const begun = Date.UTC(2026, 10, 21, 12);

/** One provider whose account falls by 0.28 with each clip that is ready, and a clock that is moved by hand. */
let now = begun;
let timers: { at: number; callback: () => void }[] = [];
let folder = '';
let key: string | undefined;
let left = 25.5;
let answers: (Balance | Error)[] = [];
let asked: number[] = [];
let runs: Run[] = [];
let active = 0;
let hear: () => void = () => {};
let warned: string[] = [];
let told: BalanceView[] | undefined;
let balances: Balances;

const account = (): Account | undefined =>
  key === undefined ? undefined : { providerId: 'sample', keyFingerprint: key, origin: 'https://provider.example' };

function open(): Balances {
  const note = (message: string) => void warned.push(message);
  return createBalances({
    source: {
      tellers: ['sample'],
      account,
      async ask() {
        asked.push(now);
        const answer = answers.shift() ?? { amount: left, unit: 'USD' };
        await Promise.resolve();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    file: openBalanceFile(folder),
    runs: {
      since: (at) => runs.filter(({ sentAt }) => sentAt >= at),
      watch: (listener) => void (hear = listener),
    },
    inTheMaking: () => new Map([['sample', active]]),
    clock: {
      now: () => now,
      after(delayMs, callback) {
        const timer = { at: now + delayMs, callback };
        timers.push(timer);
        return () => void (timers = timers.filter((one) => one !== timer));
      },
    },
    log: { debug: note, info: note, warn: note, error: note },
    changed: (list) => void (told = list),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-balances-'));
  [now, timers, key, left, answers, asked, runs, active, warned, told] = [
    begun,
    [],
    'key-a',
    25.5,
    [],
    [],
    [],
    0,
    [],
    undefined,
  ];
  balances = open();
  balances.start();
});
afterEach(async () => {
  await balances.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function pass(ms: number): Promise<void> {
  const until = now + ms;
  for (let next = due(until); next !== undefined; next = due(until)) {
    timers = timers.filter((one) => one !== next);
    now = next.at;
    next.callback();
    await settle();
  }
  now = until;
  await settle();
}
const due = (until: number) => timers.toSorted((one, other) => one.at - other.at).find(({ at }) => at <= until);
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function send(clips = 1): Promise<void> {
  for (let clip = 0; clip < clips; clip += 1) {
    runs.push(sampleRun({ sentAt: now, outcome: 'running', charged: 'unknown' }));
    active += 1;
    hear();
  }
  await settle();
}

/** All of them are ready, and charged for. */
async function ready(): Promise<void> {
  left = Number((left - 0.28 * active).toFixed(6));
  active = 0;
  runs = runs.map((run) => ({ ...run, outcome: 'done', charged: 'yes' }));
  hear();
  await settle();
}

describe('a balance is read', () => {
  it('as the first clip is sent and a few seconds after the last one has ended', async () => {
    await send(3);
    expect(asked).toEqual([begun]);
    expect(balances.list()).toEqual([{ providerId: 'sample', latest: { amount: 25.5, unit: 'USD', at: begun } }]);
    await pass(2 * minute);
    await send();
    await ready();
    expect(asked).toHaveLength(1);
    await pass(5000);
    expect(asked).toEqual([begun, begun + 2 * minute + 5000]);
    expect(told).toEqual([
      {
        providerId: 'sample',
        latest: { amount: 24.38, unit: 'USD', at: begun + 2 * minute + 5000 },
        change: {
          from: { amount: 25.5, unit: 'USD', at: begun },
          wentUp: false,
          sent: expect.objectContaining({ clips: 4, dollars: { least: 1.12, most: 1.12 } }),
        },
      },
    ]);
  });

  it('once for clips that follow each other, however often none is being made for a moment', async () => {
    for (let clip = 0; clip < 4; clip += 1) {
      await send();
      await pass(minute);
      await ready();
      await pass(4000);
    }
    expect(asked).toHaveLength(1);
    await pass(1000);
    expect(asked).toHaveLength(2);
    expect(balances.list()[0]?.change?.sent.clips).toBe(4);
  });

  it('not again for clips a moment later: what was read last is what they are compared with', async () => {
    await send();
    await pass(minute);
    await ready();
    await pass(minute);
    expect(asked).toHaveLength(2);
    await send();
    expect(asked).toHaveLength(2);
    expect(told?.[0]).not.toHaveProperty('change');
    await ready();
    await pass(minute);
    expect(balances.list()[0]?.change).toMatchObject({ from: { amount: 25.22 }, sent: { clips: 1 } });
    await pass(3 * minute);
    await send();
    expect(asked).toHaveLength(4);
  });

  it('at most once a minute for clips that are refused at once', async () => {
    for (let clip = 0; clip < 30; clip += 1) {
      await send();
      active = 0;
      hear();
      await pass(10_000);
    }
    expect(asked.length).toBeLessThanOrEqual(7);
  });

  it('after a restart in the middle, and compared with what was read before it', async () => {
    await send(2);
    await balances.stop();
    now += 20 * minute;
    balances = open();
    balances.start();
    expect(asked).toHaveLength(1);
    await ready();
    await pass(5000);
    expect(balances.list()[0]?.change).toMatchObject({ from: { amount: 25.5, at: begun }, sent: { clips: 2 } });
  });

  it('when the person asks, and anew for a view that is opened, but not twice in a moment', async () => {
    expect(await balances.read('sample')).toEqual({
      providerId: 'sample',
      latest: { amount: 25.5, unit: 'USD', at: begun },
    });
    await balances.renew();
    expect(asked).toHaveLength(1);
    await balances.read('sample');
    expect(asked).toHaveLength(2);
    await pass(minute);
    left = 20;
    expect(await balances.renew()).toMatchObject([{ latest: { amount: 20 }, change: { sent: { clips: 0 } } }]);
    expect(asked).toHaveLength(3);
  });

  it('never without a key, and for another key it is another account', async () => {
    await balances.read('sample');
    key = undefined;
    expect(await balances.renew()).toEqual([]);
    await pass(10 * minute);
    await send();
    await ready();
    await pass(minute);
    expect(asked).toHaveLength(1);
    key = 'key-b';
    expect(balances.list()).toEqual([]);
    key = 'key-a';
    expect(balances.list()).toHaveLength(1);
  });
});

describe('a reading that fails', () => {
  const refused = (): Error =>
    new FailureError(failure('key-rejected', sentence('No.'), { stage: 'local', charged: 'no' }));

  it('is silent, and neither sending nor what was read before suffers', async () => {
    await balances.read('sample');
    await pass(10 * minute);
    answers = [refused(), refused()];
    await send();
    await ready();
    await pass(minute);
    expect(warned).toEqual(['a balance could not be read', 'a balance could not be read']);
    expect(balances.list()[0]?.latest.amount).toBe(25.5);
    await pass(minute);
    expect((await balances.renew())[0]?.change).toMatchObject({ from: { amount: 25.5 }, sent: { clips: 1 } });
  });

  it('is told to the person who asked', async () => {
    answers = [refused()];
    await expect(balances.read('sample')).rejects.toMatchObject({ failure: { kind: 'key-rejected' } });
    expect(balances.list()).toEqual([]);
  });
});

it('trouble with the store keeps no clip from being stored', async () => {
  await balances.stop();
  const broken = vi.fn<() => never>(() => {
    throw new Error('the disk is gone');
  });
  balances = createBalances({
    source: { tellers: ['sample'], account, ask: async () => ({ amount: 1, unit: 'USD' }) },
    file: openBalanceFile(folder),
    runs: { since: broken, watch: (listener) => void (hear = listener) },
    inTheMaking: () => new Map([['sample', active]]),
    clock: { now: () => now, after: () => () => {} },
    log: { debug: () => {}, info: () => {}, warn: (message) => void warned.push(message), error: () => {} },
    changed: () => {},
  });
  balances.start();
  active = 1;
  expect(hear).not.toThrow();
  expect(broken).toHaveBeenCalled();
  expect(warned).toEqual(['the balances could not be looked after']);
});

it('an answer that comes after the end changes nothing any more', async () => {
  const reading = balances.read('sample').catch((thrown: unknown) => thrown);
  await balances.stop();
  await reading;
  expect([told, openBalanceFile(folder).find({ ...(account() as Account) })]).toEqual([undefined, undefined]);
});

it('a rise in between is told as such', async () => {
  await send();
  left = 40;
  await ready();
  await pass(minute);
  expect(balances.list()[0]?.change).toMatchObject({ wentUp: true });
});
