import { setTimeout as pause } from 'node:timers/promises';
import { environmentFor, startSimulator, type Simulator } from '../../src/main/simulator/index.ts';
import type { QueueProvider } from '../../src/shared/queue.ts';
import { fastClock, makeFolder, startCoreAt, type RunningCore } from './core.ts';
import type { Measurement, Section } from './report.ts';

/** Seconds of the core and of the simulated providers in a real one. */
const speed = 15;
const minuteMs = 60_000;
const settleMinutes = 15;
const measureMinutes = 12;
const models = {
  acedata: 'minimax-t2v',
  appypie: 'minimax-hailuo-ai',
  pixazo: 'hailuo-2.3',
  aimlapi: 'minimax/hailuo-02',
  novita: 'minimax-hailuo-02',
} as const;
type ProviderId = keyof typeof models;
const stormed: ProviderId = 'pixazo';
const calm: ProviderId[] = ['aimlapi', 'appypie'];

/** How the queue finds a provider's pace, and whether one provider's trouble is felt by the others. */
export async function measureQueue(clipsFolder: string): Promise<Section> {
  const measurements: Measurement[] = [];
  for (const from of ['above', 'below'] as const) {
    measurements.push(...(await measureSettling(clipsFolder, from)));
  }
  measurements.push(...(await measureStorm(clipsFolder)));
  return {
    title: 'The queue',
    how: `Whole cores against the simulated providers, both ${speed} times as fast as real time. “From above” begins with 50 clips at once and one a second; “from below” with a provider that had let nearly nothing through before. ${settleMinutes} simulated minutes to settle, ${measureMinutes} measured; the ratio is the measured figure to the provider’s limit. The storm: one provider answers 429 to everything for ten minutes, with two others beside it; their ratio is to the same run without a storm.`,
    measurements,
  };
}

async function measureSettling(clipsFolder: string, from: 'above' | 'below'): Promise<Measurement[]> {
  const rate = 20;
  const clips = 10;
  const room = await openRoom(clipsFolder, ['novita', 'aimlapi']);
  try {
    const { simulator, core } = room;
    if (from === 'below') {
      for (const provider of ['novita', 'aimlapi'] as const)
        simulator.limits.set({ provider, perMinute: 1, clipsAtOnce: 1 });
    } else limit(simulator);
    await create(core, 'novita', 1100);
    await create(core, 'aimlapi', 600);
    if (from === 'below') {
      await simulated(8);
      limit(simulator);
    }
    await simulated(settleMinutes);
    const before = sent(simulator, 'novita');
    await simulated(measureMinutes);
    const perMinute = (sent(simulator, 'novita') - before) / measureMinutes;
    const { novita, aimlapi } = await paces(core);
    return [
      {
        what: `sends a minute, from ${from}`,
        unit: '/min',
        conch: perMinute,
        reference: { name: 'the provider’s limit', value: rate },
      },
      {
        what: `learned sends a minute, from ${from}`,
        unit: '/min',
        conch: novita?.pace.perMinute ?? 0,
        reference: { name: 'the provider’s limit', value: rate },
      },
      {
        what: `learned clips at once, from ${from}`,
        unit: 'clips',
        conch: aimlapi?.pace.clipsAtOnce ?? 0,
        reference: { name: 'the provider’s limit', value: clips },
      },
    ];
  } finally {
    await room.close();
  }

  function limit(simulator: Simulator): void {
    simulator.limits.set({ provider: 'novita', perMinute: rate });
    simulator.limits.set({ provider: 'aimlapi', clipsAtOnce: clips });
  }
}

/** Both runs at the same time, so that whatever else the computer does moves both. */
async function measureStorm(clipsFolder: string): Promise<Measurement[]> {
  const stormMinutes = 10;
  const stormedClips = 40;
  // More than can be sent while the storm lasts, or the ratio would say nothing.
  const calmClips = 600;
  const asked = stormedClips + calm.length * calmClips;
  const [troubled, quiet] = await Promise.all([
    openRoom(clipsFolder, [stormed, ...calm]),
    openRoom(clipsFolder, [stormed, ...calm]),
  ]);
  try {
    const counts = await Promise.all(
      [troubled, quiet].map(async ({ core, simulator }, place) => {
        if (place === 0) simulator.limits.set({ provider: stormed, clipsAtOnce: 0, retryAfterSeconds: 5 });
        await create(core, stormed, stormedClips);
        for (const provider of calm) await create(core, provider, calmClips);
        await simulated(stormMinutes);
        const during = calm.reduce((sum, provider) => sum + sent(simulator, provider), 0);
        simulator.limits.clear();
        return during;
      }),
    );
    const done = await allDone(troubled.core, asked, 60);
    const entries = troubled.simulator.ledger.entries();
    return [
      {
        what: 'clips sent to the others during a 429 storm',
        unit: 'clips',
        conch: counts[0] ?? 0,
        reference: { name: 'without the storm', value: counts[1] ?? 0 },
      },
      {
        what: 'clips done after the storm',
        unit: 'clips',
        conch: done,
        reference: { name: 'asked for', value: asked },
      },
      {
        what: 'requests that were billed',
        unit: 'requests',
        conch: entries.filter(({ billed }) => billed).length,
        reference: { name: 'asked for', value: asked },
      },
    ];
  } finally {
    await Promise.all([troubled.close(), quiet.close()]);
  }
}

interface BenchRoom {
  simulator: Simulator;
  core: RunningCore;
  close(): Promise<void>;
}

async function openRoom(clipsFolder: string, providerIds: readonly ProviderId[]): Promise<BenchRoom> {
  const { folder, remove } = await makeFolder();
  const simulator = await startSimulator({ clipsFolder, speed, seed: 7 });
  const core = await startCoreAt(folder, {
    environment: environmentFor(simulator.origins),
    providers: Object.fromEntries(providerIds.map((id) => [id, { concurrentClips: 50 }])),
    clock: fastClock(speed),
  });
  return {
    simulator,
    core,
    async close() {
      await core.stop();
      await simulator.stop();
      await remove();
    },
  };
}

async function create({ app }: RunningCore, providerId: ProviderId, count: number): Promise<void> {
  for (let clip = 0; clip < count; clip += 1) {
    const request = { providerId, modelId: models[providerId], prompt: `A lighthouse in storm ${clip}` };
    await app.handlers['job.create']({ intentId: crypto.randomUUID(), request });
    if (clip % 20 === 0) await pause(0);
  }
}

async function simulated(minutes: number): Promise<void> {
  await pause((minutes * minuteMs) / speed);
}

function sent({ ledger }: Simulator, provider: ProviderId): number {
  return ledger.entries().filter((entry) => entry.provider === provider && entry.accepted).length;
}

async function paces({ app }: RunningCore): Promise<Partial<Record<string, QueueProvider>>> {
  const { providers } = await app.handlers['queue.view']({ offset: 0, limit: 0 });
  return Object.fromEntries(providers.map((provider) => [provider.providerId, provider]));
}

async function allDone({ app }: RunningCore, wanted: number, withinMinutes: number): Promise<number> {
  let done = 0;
  for (let minute = 0; minute < withinMinutes && done < wanted; minute += 1) {
    await simulated(1);
    ({ total: done } = await app.handlers['clip.page']({ query: { states: ['done'] }, offset: 0, limit: 1 }));
  }
  return done;
}
