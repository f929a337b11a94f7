import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApp, type App } from '../../src/main/app.ts';
import type { Clock, Host, HostActs, Log } from '../../src/main/host.ts';
import { ordersOf, planBatch } from '../../src/shared/batch/plan.ts';
import { draftsOf } from '../../src/shared/batch/rows.ts';
import { FailureError } from '../../src/shared/failure.ts';
import type { ImageHostState } from '../../src/shared/image-host.ts';
import { alwaysGoOn } from './always-go-on.ts';
import { createSettingsInFile } from './settings-in-file.ts';
import { busyStates, type CoreClock, type Order, type Report } from './core-messages.ts';

/** The real core on a host of nothing but a data folder, as a process of its own that can be ended at any moment. */

type Start = Extract<Order, { order: 'start' }>;

/** Written at once: what has been said is heard even when the process is ended in the next instant. */
function say(report: Report): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}

const silent = (): void => {};
const log: Log = {
  debug: silent,
  info: silent,
  warn: (message, facts) => say({ report: 'trouble', message, facts }),
  error: (message, facts) => say({ report: 'trouble', message, facts }),
};

const acts: HostActs = {
  reveal: async () => {},
  chooseFolder: async () => null,
  openFile: async () => {},
  dragOut: async () => {},
  chooseArchive: async () => null,
  chooseSave: async () => null,
  trashItem: async () => {},
  notify: silent,
  isInFront: () => false,
  showAttention: silent,
  showProgress: silent,
};

let time: CoreClock;
const clock: Clock = {
  now: () => time.epochAt + (Date.now() - time.epochAt) * time.speed + time.aheadMs,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs / time.speed);
    return () => {
      clearTimeout(timer);
    };
  },
};

async function start({ dataFolder, environment, clock: started, end }: Start): Promise<App> {
  time = started;
  let passed = 0;
  const host: Host = {
    kind: 'browser',
    version: '0.0.0',
    abilities: {
      reveal: false,
      openClip: false,
      dragOut: false,
      chooseFolder: false,
      notify: false,
      systemTrash: false,
      keyStorage: 'session',
      keyFile: true,
    },
    dataFolder,
    settings: createSettingsInFile(join(dataFolder, 'settings.json')),
    environment,
    clock,
    log,
    acts,
    probe(point) {
      if (point !== end?.point) return;
      passed += 1;
      if (passed !== end.nth) return;
      say({ report: 'reached', point });
      process.kill(process.pid, 'SIGKILL');
    },
  };
  const app = await createApp(host, {
    rendererFolder: dataFolder,
    demo: false,
    startSimulator: () => Promise.reject(new Error('there is no demo here')),
  });
  app.subscribe((announcement) => {
    if (announcement.event === 'job.changed') {
      const { id, progress } = announcement.payload.job;
      say({ report: 'state', id, state: progress.state });
    } else if (announcement.event === 'queue.changed') {
      alwaysGoOn(app).catch((thrown: unknown) => log.error('nobody could go on', { why: String(thrown) }));
    } else if (announcement.event === 'notice.raised') {
      say({ report: 'trouble', message: announcement.payload.failure.message });
    }
  });
  const { notices } = await app.handlers['session.open']({});
  const busy: Extract<Report, { report: 'started' }>['busy'] = [];
  for (let isLast = false; !isLast;) {
    const query = { states: [...busyStates] };
    const { jobs, total } = await app.handlers['clip.page']({ query, offset: busy.length, limit: 500 });
    busy.push(...jobs.map(({ id, progress }) => ({ id, state: progress.state })));
    isLast = jobs.length === 0 || busy.length >= total;
  }
  say({ report: 'started', notices: notices.map(({ message }) => message), busy });
  await app.start();
  await alwaysGoOn(app);
  return app;
}

const lagResolutionMs = 5;
const lag = monitorEventLoopDelay({ resolution: lagResolutionMs });
let measuredFrom = performance.now();
let usage = process.threadCpuUsage();

function measure(afresh: boolean): void {
  if (afresh) {
    lag.reset();
    usage = process.threadCpuUsage();
    measuredFrom = performance.now();
  }
  const { user, system } = process.threadCpuUsage(usage);
  // The monitor counts its own resolution as delay.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - lagResolutionMs);
  say({
    report: 'measured',
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - measuredFrom,
    lagP99Ms: late(lag.percentile(99)),
    lagMaxMs: late(lag.max),
    residentBytes: process.memoryUsage().rss,
  });
}

async function list(app: App): Promise<void> {
  const limit = 100;
  for (let offset = 0, isLast = false; !isLast; offset += limit) {
    const { jobs, total } = await app.handlers['clip.page']({ query: {}, offset, limit });
    isLast = offset + limit >= total;
    say({ report: 'jobs', jobs, last: isLast });
  }
}

async function create(app: App, intents: Extract<Order, { order: 'create' }>['intents']): Promise<void> {
  for (const { id, request } of intents) {
    try {
      const { progress } = await app.handlers['job.create']({ intentId: id, request });
      say({ report: 'created', id, state: progress.state });
    } catch (thrown) {
      say({ report: 'refused', id, why: thrown instanceof Error ? thrown.message : String(thrown) });
    }
    // As if each came from the window by itself: the core goes on with its work in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the window does with a list: read, planned, stored as one act; a question about the sum is answered with yes. */
async function importList(app: App, { path, ids }: Extract<Order, { order: 'import' }>): Promise<void> {
  const { providers } = await app.handlers['session.open']({});
  const { rows, troubles } = await app.handlers['batch.read']({ from: { kind: 'path', path } });
  if (troubles[0] !== undefined) throw new Error(troubles[0].message);
  const [provider] = providers;
  const base = { providerId: provider?.id ?? '', modelId: provider?.models[0]?.id ?? '', prompt: '' };
  const imageHostOf = (): ImageHostState => 'absent';
  const plan = planBatch({ drafts: draftsOf(rows, base, providers), takes: 1, providers, imageHostOf });
  const orders = ordersOf(plan, randomUUID).map((order) => ({
    ...order,
    intentId: ids[order.request.prompt] ?? order.intentId,
  }));
  const create = app.handlers['batch.create'];
  const made = await Promise.resolve()
    .then(() => create({ orders }))
    .catch((thrown: unknown) => {
      const confirmed = thrown instanceof FailureError ? thrown.failure.question?.token : undefined;
      if (confirmed === undefined) throw thrown;
      return create({ orders, confirmed });
    });
  say({ report: 'imported', ...made });
}

async function main(): Promise<void> {
  let app: App | undefined;
  say({ report: 'loaded' });
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line) as Order;
    if (order.order === 'start') {
      app = await start(order);
      lag.enable();
    } else if (order.order === 'set-clock') time = order.clock;
    else if (order.order === 'measure') measure(order.afresh);
    else if (app === undefined) throw new Error(`there is no core to ${order.order}`);
    else if (order.order === 'create') await create(app, order.intents);
    else if (order.order === 'import') await importList(app, order);
    else if (order.order === 'list') await list(app);
    else if (order.order === 'pause' || order.order === 'resume') {
      say({ report: 'queue', ...(await app.handlers[`queue.${order.order}`]({ of: order.of })) });
    } else {
      await app.stop();
      break;
    }
  }
  process.exit(0);
}

await main();
