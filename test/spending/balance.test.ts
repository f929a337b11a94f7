import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from '../../src/main/app.ts';
import { demoClipsFolder } from '../../src/main/hosts/resources-folder.ts';
import { environmentFor, startSimulator, type Simulator } from '../../src/main/simulator/index.ts';
import type { BalanceView } from '../../src/shared/balance.ts';
import { FailureError, type Failure } from '../../src/shared/failure.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import { findBelow } from '../support/canary.ts';
import { plainHost } from '../reliability/plain-host.ts';

/** The difference of two balances is what the provider's own books say was billed in between, and is nothing but a hint. */

const keys = { aimlapi: 'canary-balance-Lq7Vx2Tn9Rb4', novita: 'canary-balance-Wd5Hk8Zs3Mf6' };
const shots = {
  aimlapi: { providerId: 'aimlapi', modelId: 'minimax/hailuo-02', durationSeconds: 6, resolution: '768P' },
  novita: { providerId: 'novita', modelId: 'minimax-hailuo-02', durationSeconds: 6, resolution: '768P' },
} as const satisfies Record<string, Omit<GenerationRequest, 'prompt'>>;

let folder = '';
let simulator: Simulator;
let app: App;
const told: BalanceView[][] = [];

async function open(): Promise<void> {
  const environment = {
    ...environmentFor(simulator.origins),
    CONCH_AIMLAPI_KEY: keys.aimlapi,
    CONCH_NOVITA_KEY: keys.novita,
    CONCH_POLL_MS: '100',
  };
  app = await createApp(plainHost(folder, { environment }), {
    rendererFolder: folder,
    demo: false,
    startSimulator: () => Promise.reject(new Error('no demo here')),
  });
  app.subscribe((announcement) => {
    if (announcement.event === 'balances.changed') told.push(announcement.payload.balances);
  });
  await app.start();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conch-balance-'));
  simulator = await startSimulator({ clipsFolder: demoClipsFolder(), speed: 400 });
  told.length = 0;
  await open();
});
afterEach(async () => {
  await app.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

function send(provider: keyof typeof shots, change: Partial<GenerationRequest> = {}): Promise<unknown> {
  const request = { ...shots[provider], prompt: 'A calm sea', ...change };
  return Promise.resolve(app.handlers['job.create']({ intentId: randomUUID(), request }));
}

function billed(provider: string): number {
  const own = simulator.ledger.billed().filter((one) => one.provider === provider && !one.refunded);
  return own.reduce((sum, { billedDollars = 0 }) => sum + billedDollars, 0);
}

const balanceOf = async (providerId: string): Promise<BalanceView | undefined> =>
  (await app.handlers['balances.list']({})).balances.find((one) => one.providerId === providerId);

async function ended(clips: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { total } = await app.handlers['spending.read']({ timeZone: 'UTC', keptStars: 3 });
      expect(total.done + total.failed).toBe(clips);
    },
    { timeout: 30_000, interval: 100 },
  );
}

async function refusalOf(act: () => unknown): Promise<Failure> {
  try {
    await act();
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown.failure;
    throw thrown;
  }
  throw new Error('it was not refused');
}

it('by itself: AI/ML API tells dollars, and the difference is what was billed', { timeout: 60_000 }, async () => {
  await send('aimlapi');
  await send('aimlapi', { durationSeconds: 10 });
  await send('aimlapi', { prompt: 'A calm sea #fail' });
  await ended(3);
  const change = await vi.waitFor(
    async () => {
      const view = await balanceOf('aimlapi');
      expect(view?.change).toBeDefined();
      return { ...view?.change, latest: view?.latest };
    },
    { timeout: 15_000, interval: 200 },
  );
  expect(billed('aimlapi')).toBeCloseTo(0.882, 9);
  expect(change.from?.unit).toBe('USD');
  expect((change.from?.amount ?? 0) - (change.latest?.amount ?? 0)).toBeCloseTo(billed('aimlapi'), 9);
  // The failed clip was given back, so its estimate is not in it.
  expect(change).toMatchObject({ wentUp: false, sent: { clips: 2 } });
  expect(change.sent?.dollars.most).toBeCloseTo(billed('aimlapi'), 9);
  expect(told.at(-1)?.[0]?.change).toBeDefined();

  // A hint and no more: what was spent is what it was.
  const { total } = await app.handlers['spending.read']({ timeZone: 'UTC', keptStars: 3 });
  expect(total.told.dollars.most).toBeCloseTo(billed('aimlapi'), 9);
  expect([total.estimated.clips, total.doubtful.clips]).toEqual([0, 0]);

  await app.stop();
  await open();
  expect((await balanceOf('aimlapi'))?.change?.from).toEqual(change.from);
});

it('when asked: Novita tells a number, which falls with its books', { timeout: 60_000 }, async () => {
  const before = await app.handlers['balance.read']({ providerId: 'novita' });
  expect(before).toEqual({ providerId: 'novita', latest: { amount: 255_000, unit: 'own', at: expect.any(Number) } });
  await send('novita');
  await send('novita', { resolution: '1080P' });
  await ended(2);
  const after = await app.handlers['balance.read']({ providerId: 'novita' });
  expect(after.change).toMatchObject({ from: before.latest, wentUp: false, sent: { clips: 2 } });
  expect(before.latest.amount - after.latest.amount).toBe(Math.round(billed('novita') * 10_000));
});

it(
  'a provider that does not answer holds back no clip, and is told only where it was asked',
  { timeout: 60_000 },
  async () => {
    simulator.faults.add({ provider: 'novita', stage: 'account', kind: 'error-500' });
    const why = await refusalOf(() => app.handlers['balance.read']({ providerId: 'novita' }));
    expect(why).toMatchObject({
      stage: 'local',
      charged: 'no',
      message: 'Novita could not be reached, or had trouble of its own.',
    });

    // The call as the clip is sent never gets an answer; the clip is made meanwhile, and Conch can be closed.
    simulator.faults.add({ provider: 'aimlapi', stage: 'account', kind: 'timeout' });
    await send('aimlapi');
    await ended(1);
    expect(simulator.faults.list()).toEqual([]);
    expect(simulator.ledger.billed()).toHaveLength(1);
    expect(await balanceOf('aimlapi')).toBeUndefined();
  },
);

it('the others tell none, and nobody is asked', async () => {
  const why = await refusalOf(() => app.handlers['balance.read']({ providerId: 'pixazo' }));
  expect(why).toMatchObject({ kind: 'invalid-request', message: 'Pixazo does not tell what is left on the account.' });
  const { providers } = await app.handlers['session.open']({});
  expect(providers.filter(({ tellsBalance }) => tellsBalance).map(({ id }) => id)).toEqual(['aimlapi', 'novita']);
  const { balances } = await app.handlers['balances.renew']({});
  expect(balances.map(({ providerId }) => providerId)).toEqual(['aimlapi', 'novita']);
});

it('the key is in the header of the call and nowhere else', async () => {
  for (const key of Object.values(keys)) simulator.ledger.watchFor(key);
  simulator.faults.add({ provider: 'novita', stage: 'account', kind: 'wrong-key', times: 1 });
  const why = await refusalOf(() => app.handlers['balance.read']({ providerId: 'novita' }));
  expect(why.kind).toBe('key-rejected');
  const { balances } = await app.handlers['balances.renew']({});
  expect(balances).toHaveLength(1);
  await app.handlers['balance.read']({ providerId: 'novita' });
  expect(simulator.ledger.leaks()).toEqual([]);
  const file = join(folder, 'balances.json');
  await vi.waitFor(() => expect(existsSync(file)).toBe(true));
  expect((await findBelow(folder, Object.values(keys))).hits).toEqual([]);
  for (const key of Object.values(keys)) {
    expect(JSON.stringify([why, balances, told])).not.toContain(key);
    expect(readFileSync(file, 'utf8')).not.toContain(key.slice(-4));
  }
});
