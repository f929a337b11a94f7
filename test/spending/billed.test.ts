import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from '../../src/main/app.ts';
import { demoClipsFolder } from '../../src/main/hosts/resources-folder.ts';
import { environmentFor, startSimulator, type Simulator } from '../../src/main/simulator/index.ts';
import type { Output, Session } from '../../src/shared/contract.ts';
import { estimate, sumEstimates } from '../../src/shared/estimate.ts';
import { FailureError, type Failure } from '../../src/shared/failure.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import { spentOf, type Spending } from '../../src/shared/spending.ts';
import { plainHost } from '../reliability/plain-host.ts';

/** What was estimated, what the simulated providers billed, and what Conch says was spent: all by their own books. */

let folder = '';
let simulator: Simulator;
let app: App;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conch-billed-'));
  simulator = await startSimulator({ clipsFolder: demoClipsFolder(), speed: 400 });
  const environment = { ...environmentFor(simulator.origins), CONCH_POLL_MS: '100' };
  app = await createApp(plainHost(folder, { environment }), {
    rendererFolder: folder,
    demo: false,
    startSimulator: () => Promise.reject(new Error('no demo here')),
  });
  await app.start();
});
afterEach(async () => {
  await app.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const session = async (): Promise<Session> => app.handlers['session.open']({});
const create = async (request: GenerationRequest, confirmed?: string) =>
  app.handlers['job.create']({ intentId: randomUUID(), request, confirmed });
const read = async (): Promise<Spending> => app.handlers['spending.read']({ timeZone: 'UTC', keptStars: 3 });

async function everySize(): Promise<GenerationRequest[]> {
  return (await session()).providers.flatMap(({ id: providerId, models }) =>
    models
      .filter(({ image }) => image?.use !== 'required')
      .flatMap(({ id: modelId, durations, resolutions, refusedPairs }) =>
        (durations.length === 0 ? [undefined] : durations).flatMap((durationSeconds) =>
          (resolutions.length === 0 ? [undefined] : resolutions)
            .filter(
              (one) =>
                !refusedPairs.some((pair) => pair.durationSeconds === durationSeconds && pair.resolution === one),
            )
            .map((resolution) => ({
              providerId,
              modelId,
              prompt: `A calm sea ${providerId} ${durationSeconds ?? ''} ${resolution ?? ''}`,
              ...(durationSeconds !== undefined && { durationSeconds }),
              ...(resolution !== undefined && { resolution }),
            })),
        ),
      ),
  );
}

async function settled(count: number): Promise<Spending> {
  return vi.waitFor(
    async () => {
      const spending = await read();
      expect(spending.total.done + spending.total.failed).toBe(count);
      return spending;
    },
    { timeout: 60_000, interval: 250 },
  );
}

it(
  'bills every clip of every provider at what was estimated, and tells the same afterwards',
  { timeout: 90_000 },
  async () => {
    const requests = await everySize();
    const { providers } = await session();
    for (const request of requests) await create(request);
    const spending = await settled(requests.length);

    const promptOf = (body: unknown): string => (body as { prompt: string }).prompt;
    let priced = 0;
    for (const request of requests) {
      const prices = providers.find(({ id }) => id === request.providerId);
      if (prices === undefined) throw new Error(request.providerId);
      const made = estimate(request, prices);
      const [billed, ...more] = simulator.ledger.billed().filter(({ body }) => promptOf(body) === request.prompt);
      expect(more).toEqual([]);
      expect(billed?.billedDollars, request.prompt).toBe(made.priced ? made.most : undefined);
      priced += made.priced ? 1 : 0;
    }
    // Two of the five have a price for each of their three sizes.
    expect(priced).toBe(6);

    const billed = simulator.ledger.billed().reduce((sum, { billedDollars = 0 }) => sum + billedDollars, 0);
    const spent = spentOf(spending.total);
    expect(spent.dollars.least).toBeCloseTo(billed, 6);
    expect(spent.dollars.most).toBe(spent.dollars.least);
    expect(spent).toMatchObject({ clips: requests.length, unpriced: requests.length - priced });
    // AI/ML API names the price itself, and what it names is what was expected.
    const told = spending.providers.find(({ providerId }) => providerId === 'aimlapi')?.tally;
    expect(told?.told.dollars).toEqual(told?.toldExpected.dollars);
    expect(told?.told.clips).toBe(3);
    expect(spending.today.sent).toBe(requests.length);
  },
);

it(
  'does not count what was not charged, nor forget what was when its clip is deleted',
  { timeout: 90_000 },
  async () => {
    const request = {
      providerId: 'aimlapi',
      modelId: 'minimax/hailuo-02',
      durationSeconds: 6,
      resolution: '768P',
    } as const;
    const done = await create({ ...request, prompt: 'A calm sea' });
    await create({ ...request, prompt: 'A calm sea #fail' });
    const before = await settled(2);
    expect(before.total).toMatchObject({ done: 1, failed: 1, charged: 1, notCharged: 1 });
    expect(spentOf(before.total).dollars).toEqual({ least: 0.294, most: 0.294 });
    expect(simulator.ledger.billed().filter(({ refunded }) => refunded)).toHaveLength(1);

    const order = { by: 'clips', timeZone: 'UTC' } as const;
    const list = await app.handlers['spending.export'](order);
    const answer = await app.respond(new Request(`http://conch/media/exports/${list.archiveId}`));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect((await answer.text()).split('\r\n').filter((line) => line.includes('aimlapi'))).toHaveLength(2);

    const told = vi.fn<(event: string) => void>();
    const unsubscribe = app.subscribe(({ event }) => told(event));
    await app.handlers['job.remove']({ id: done.id });
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('spending.changed'), { timeout: 5000 });
    unsubscribe();
    expect((await read()).total).toEqual(before.total);
  },
);

async function refusalOf(act: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof FailureError)) throw new Error('it was not refused');
  return thrown.failure;
}

it('sends nothing over the budget until the very question is answered', { timeout: 60_000 }, async () => {
  await app.handlers['settings.update']({ budget: { dayDollars: 0.3 } });
  const request = {
    providerId: 'novita',
    modelId: 'minimax-hailuo-02',
    durationSeconds: 6,
    resolution: '768P',
    prompt: 'One',
  } as const;
  await create(request);
  const intentId = randomUUID();
  const second = { intentId, request: { ...request, prompt: 'Two' } };
  const why = await refusalOf(Promise.resolve().then(() => app.handlers['job.create'](second)));
  expect(why).toMatchObject({ kind: 'confirm-spending', charged: 'no' });
  expect(why.question?.reasons).toEqual([
    { reason: 'day', limitDollars: 0.3, spentDollars: 0.28, wouldBeDollars: 0.56 },
  ]);
  await settled(1);
  expect(simulator.ledger.entries()).toHaveLength(1);
  await expect(Promise.resolve().then(() => app.handlers['job.get']({ id: intentId }))).rejects.toThrow(
    'not in the library',
  );

  const made: Output<'job.create'> = await app.handlers['job.create']({ ...second, confirmed: why.question?.token });
  expect(made.id).toBe(intentId);
  await settled(2);
  expect(simulator.ledger.billed()).toHaveLength(2);
});

it('takes the person’s own price before the published one, dates it, and gives it up again', async () => {
  const key = {
    providerId: 'pixazo',
    modelId: (await session()).providers.find(({ id }) => id === 'pixazo')?.models[0]?.id ?? '',
  };
  const own = await app.handlers['price.set']({ ...key, amount: 0.4, currency: 'USD' });
  expect(own).toMatchObject({ ...key, amount: 0.4, asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  const estimated = async () => {
    const view = (await session()).providers.find(({ id }) => id === 'pixazo');
    if (view === undefined) throw new Error('pixazo');
    return sumEstimates([estimate({ ...key, durationSeconds: 6, resolution: '768P' }, view)]);
  };
  expect(await estimated()).toMatchObject({ dollars: { least: 0.4, most: 0.4 }, unpriced: 0 });
  await app.handlers['price.set']({ ...key, amount: 0.5, currency: 'USD' });
  expect(await estimated()).toMatchObject({ dollars: { least: 0.5, most: 0.5 } });
  await app.handlers['price.remove'](key);
  expect(await estimated()).toMatchObject({ unpriced: 1 });
});

it(
  'knows how long clips take once enough have been made, and when the queue will be through',
  { timeout: 90_000 },
  async () => {
    const request = {
      providerId: 'novita',
      modelId: 'minimax-hailuo-02',
      durationSeconds: 6,
      resolution: '768P',
    } as const;
    const few = await app.handlers['waits.read']({});
    expect(few).toEqual({ waits: [], queue: { clips: 0, withoutWait: 0, paused: 0 } });
    for (let number = 0; number < 5; number += 1) await create({ ...request, prompt: `A calm sea ${number}` });
    expect((await app.handlers['waits.read']({})).queue).toMatchObject({ clips: 5, withoutWait: 5 });
    await settled(5);
    const { waits } = await app.handlers['waits.read']({});
    expect(waits).toMatchObject([{ ...request, runs: 5, runsNeeded: 5, slowerToday: false }]);
    const [{ ready, saved } = { ready: null, saved: null }] = waits;
    expect(ready?.medianMs).toBeGreaterThan(100);
    expect(saved?.medianMs).toBeGreaterThanOrEqual(ready?.medianMs ?? 0);
    for (const prompt of ['Six', 'Seven']) await create({ ...request, prompt });
    const { queue } = await app.handlers['waits.read']({});
    expect(queue).toMatchObject({ clips: 2, withoutWait: 0 });
    expect(queue.endsInMs).toBeGreaterThan(0);
  },
);
