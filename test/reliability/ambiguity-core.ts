import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App } from '../../src/main/app.ts';
import type { Clock, Host } from '../../src/main/host.ts';
import type { Announcement } from '../../src/shared/contract.ts';
import type { Job } from '../../src/shared/job.ts';
import { canaryKeys } from '../support/providers.ts';
import { alwaysGoOn } from './always-go-on.ts';
import { createSettingsInFile } from './settings-in-file.ts';

/** The whole core over a folder. It can be ended and started again. */
export interface TestCore {
  readonly app: App;
  readonly handlers: App['handlers'];
  /** The job as last announced, or as it was found at the start. */
  job(id: string): Job | undefined;
  jobs(): Job[];
  stop(): Promise<void>;
}

/** @param environment further `CONCH_…` variables; a key for each provider is there already */
export async function startCore(
  dataFolder: string,
  clock: Clock,
  environment: Record<string, string> = {},
): Promise<TestCore> {
  mkdirSync(dataFolder, { recursive: true });
  const app = await createApp(hostFor(dataFolder, clock, environment), {
    rendererFolder: dataFolder,
    demo: false,
    startSimulator: () => Promise.reject(new Error('no demo here')),
  });
  const known = new Map<string, Job>();
  app.subscribe(({ event, payload }: Announcement) => {
    if (event === 'job.changed') known.set(payload.job.id, payload.job);
    // Many cases in a row fail in the same way here, on purpose.
    else if (event === 'queue.changed') void alwaysGoOn(app);
  });
  const { jobs } = await app.handlers['clip.page']({ query: {}, offset: 0, limit: 500 });
  for (const job of jobs) known.set(job.id, job);
  await app.start();
  return {
    app,
    handlers: app.handlers,
    job: (id) => known.get(id),
    jobs: () => [...known.values()],
    stop: () => app.stop(),
  };
}

function hostFor(dataFolder: string, clock: Clock, environment: Record<string, string>): Host {
  const keys = Object.entries(canaryKeys).map(([id, key]) => [`CONCH_${id.toUpperCase()}_KEY`, key]);
  const nothing = (): void => {};
  return {
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
      keyFile: false,
    },
    dataFolder,
    settings: createSettingsInFile(join(dataFolder, 'settings.json')),
    environment: { ...Object.fromEntries(keys), ...environment },
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    acts: {
      reveal: () => Promise.resolve(),
      chooseFolder: () => Promise.resolve(null),
      openFile: () => Promise.resolve(),
      dragOut: () => Promise.resolve(),
      chooseArchive: () => Promise.resolve(null),
      chooseSave: () => Promise.resolve(null),
      trashItem: () => Promise.resolve(),
      notify: nothing,
      isInFront: () => false,
      showAttention: nothing,
      showProgress: nothing,
    },
  };
}
