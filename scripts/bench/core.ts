import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/main/app.ts';
import type { Clock } from '../../src/main/host.ts';

/** A whole core over a folder that goes away afterwards. */
export interface RunningCore {
  app: App;
  stop(): Promise<void>;
}

export async function makeFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'conch-bench-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Time that runs `speed` times as fast as the real one. */
export function fastClock(speed: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs / speed);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

export function startCore(dataFolder: string, origin: string, clock: Clock): Promise<RunningCore> {
  const environment = { CONCH_NOVITA_URL: origin, CONCH_NOVITA_KEY: 'key-of-a-benchmark' };
  return startCoreAt(dataFolder, { environment, clock, providers: { novita: { concurrentClips: 50 } } });
}

/** Where the providers are, and how many clips each makes at once. */
interface Surroundings {
  environment: Record<string, string>;
  providers: Record<string, { concurrentClips: number }>;
  clock: Clock;
}

export async function startCoreAt(
  dataFolder: string,
  { environment, providers, clock }: Surroundings,
): Promise<RunningCore> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const refuse = () => Promise.reject(new Error('not in a measurement'));
  const app = await createApp(
    {
      kind: 'browser',
      version: 'bench',
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
      settings: { store: { providers } },
      environment,
      clock,
      log: quiet,
      acts: {
        reveal: refuse,
        chooseFolder: refuse,
        openFile: refuse,
        dragOut: refuse,
        chooseArchive: refuse,
        chooseSave: refuse,
        trashItem: refuse,
        notify() {},
        isInFront: () => false,
        showAttention() {},
        showProgress() {},
      },
    },
    { rendererFolder: dataFolder, demo: false, startSimulator: refuse },
  );
  await app.start();
  return { app, stop: () => app.stop() };
}

export const request = {
  providerId: 'novita',
  modelId: 'minimax-hailuo-02',
  prompt: 'A lighthouse in a storm',
  durationSeconds: 6,
  resolution: '768P',
} as const;
