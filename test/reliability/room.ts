import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFor, startSimulator, type Simulator } from '../../src/main/simulator/index.ts';
import type { Job, JobState } from '../../src/shared/job.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import { isBusy, type CoreClock, type Order } from './core-messages.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import type { Dice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';

/** What the person asked for, as the suite remembers it. */
export interface Intent {
  id: string;
  prompt: string;
  request: GenerationRequest;
  /** The core has said that it is stored. */
  stored: boolean;
  /** The CSV file that it stands in, where it was not asked for by itself. */
  list?: string;
}

/** Five simulated providers, one data folder, and one core after another on it. */
export interface Room {
  readonly dataFolder: string;
  readonly simulator: Simulator;
  /** SHA-256 of each provider's clip. */
  readonly clipHashes: ReadonlyMap<string, string>;
  readonly intents: ReadonlyMap<string, Intent>;
  /** As last announced by any core; queued from the moment it was stored. */
  readonly states: ReadonlyMap<string, JobState>;
  /**
   * Jobs that were "Needs attention", or were found half sent at a start, and what they became by themselves although
   * only a person may decide.
   */
  readonly leftUnknown: ReadonlyMap<string, JobState>;
  /** What the cores complained of, with how often. */
  readonly troubles: ReadonlyMap<string, number>;
  /** What the core in force told the person when it started. */
  notices(): readonly string[];
  /** Jobs that a core still has to do something for. */
  busy(): Job['id'][];
  /** How many of the intents have not come to an end, as far as has been heard. */
  unfinished(): number;
  /** New intents, spread over the providers; sent to the core in force. */
  create(count: number): void;
  /** The same as rows of a list, which the core in force reads and makes as one act. */
  importList(count: number): void;
  /**
   * Starts a core on the folder; intents that were not stored are sent again, as a window does. Unless told otherwise
   * another one is loaded meanwhile, for the next time.
   */
  enter(end?: Extract<Order, { order: 'start' }>['end'], options?: { spare: boolean }): Promise<CoreProcess>;
  /** Sets the clock of the core in force and of all that come after it. */
  setClock(aheadMs: number): void;
  /** Called with each change of state, until the function that it gives back is called. */
  watch(listener: (id: string, state: JobState) => void): () => void;
  /** Waits until there is nothing left to do. Rejects after `withinMs`. */
  settled(withinMs: number): Promise<void>;
  jobs(): Promise<Job[]>;
  close(): Promise<void>;
}

export interface RoomOptions {
  /** A bundle made by core-bundle.ts. */
  script: string;
  dice: Dice;
  /** How much faster than the real clock the core's own one runs. */
  clockSpeed: number;
  /** Simulated seconds at the providers in a real one. */
  providerSpeed: number;
  clipBytes?: number;
  /** `CONCH_POLL_MS`, in the core's time. */
  pollMs?: number;
  /** Puts something between the core and the providers: gives back where each is to be reached. */
  through?: (origins: Simulator['origins']) => Promise<Simulator['origins']>;
  /**
   * Keep the folder in memory where the system has such a place. What a SIGKILL leaves behind is the same as on a disk,
   * whose flushes would be most of the time that a suite takes.
   */
  inMemory?: boolean;
}

const models: Readonly<Record<string, string>> = {
  acedata: 'minimax-t2v',
  appypie: 'minimax-hailuo-ai',
  pixazo: 'hailuo-2.3',
  aimlapi: 'minimax/hailuo-02',
  novita: 'minimax-hailuo-02',
};
const providerIds = ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'] as const;

const memoryFolder = '/dev/shm';
/** Containers often have little of it, and Conch sends nothing when room is short. */
const roomyBytes = 2 * 1024 ** 3;

function roomyMemory(): string {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize >= roomyBytes ? memoryFolder : tmpdir();
  } catch {
    // Not a Linux: the disk will do.
    return tmpdir();
  }
}

export async function openRoom(options: RoomOptions): Promise<Room> {
  const { dice, script, clockSpeed } = options;
  const folder = mkdtempSync(join(options.inMemory === true ? roomyMemory() : tmpdir(), 'conch-room-'));
  const dataFolder = join(folder, 'data');
  const clipsFolder = join(folder, 'clips');
  mkdirSync(dataFolder);
  mkdirSync(clipsFolder);
  const sizeBytes = options.clipBytes ?? 96_000;
  const clipHashes = await writeSmallClips(clipsFolder, providerIds, { dice, sizeBytes });
  const simulator = await startSimulator({ clipsFolder, speed: options.providerSpeed, seed: dice.between(1, 1e9) });
  const concurrentClips = Object.fromEntries(providerIds.map((id) => [id, { concurrentClips: 50 }]));
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ providers: concurrentClips }));
  const origins = (await options.through?.(simulator.origins)) ?? simulator.origins;
  const environment = { ...environmentFor(origins), CONCH_POLL_MS: String(options.pollMs ?? 100) };
  let clock: CoreClock = { epochAt: Date.now(), speed: clockSpeed, aheadMs: 0 };

  const intents = new Map<string, Intent>();
  const states = new Map<string, JobState>();
  const leftUnknown = new Map<string, JobState>();
  const troubles = new Map<string, number>();
  let notices: readonly string[] = [];
  let listeners: ((id: string, state: JobState) => void)[] = [];
  let core: CoreProcess | undefined;
  /** Loads while another one works, so that a start costs next to no time. */
  let spare: CoreProcess | undefined;

  /** Found in `submitting` when the core in force started: another one had begun to send them. */
  let foundHalfSent = new Set<string>();

  function take(id: string, state: JobState): void {
    if (states.get(id) === 'unknown' && state !== 'unknown') leftUnknown.set(id, state);
    if (foundHalfSent.delete(id) && (state === 'queued' || state === 'submitting')) leftUnknown.set(id, state);
    states.set(id, state);
    for (const listener of listeners) listener(id, state);
  }

  function follow(process: CoreProcess): void {
    process.listen((report) => {
      if (report.report === 'state') take(report.id, report.state);
      else if (report.report === 'created') {
        const intent = intents.get(report.id);
        if (intent !== undefined) intent.stored = true;
        // The answer to a creation comes after the job's first change.
        if (!states.has(report.id)) take(report.id, report.state);
      } else if (report.report === 'started') {
        notices = report.notices;
        // What was stored in the last instant of its predecessor may never have been announced.
        for (const id of room.busy()) states.delete(id);
        for (const { id, state } of report.busy) states.set(id, state);
        foundHalfSent = new Set(report.busy.filter(({ state }) => state === 'submitting').map(({ id }) => id));
      } else if (report.report === 'imported') {
        for (const intent of intents.values()) {
          if (intent.list === undefined) continue;
          intent.stored = true;
          if (!states.has(intent.id)) take(intent.id, 'queued');
        }
      } else if (report.report === 'refused') {
        throw new Error(`the core refused a request: ${report.why}`);
      } else if (report.report === 'trouble') {
        const event = report.facts?.['event'] ?? report.facts?.['name'] ?? report.facts?.['why'];
        const name = typeof event === 'string' ? `${report.message}: ${event}` : report.message;
        troubles.set(name, (troubles.get(name) ?? 0) + 1);
      }
    });
  }

  function newIntent(): Intent {
    const id = dice.uuid();
    const providerId = dice.pick(providerIds);
    const prompt = `clip ${id}`;
    return { id, prompt, stored: false, request: { providerId, modelId: models[providerId] ?? '', prompt } };
  }

  function sendIntents(which: Intent[]): void {
    const single = which.filter(({ list }) => list === undefined);
    if (single.length > 0) core?.send({ order: 'create', intents: single.map(({ id, request }) => ({ id, request })) });
    for (const path of new Set(which.flatMap(({ list }) => list ?? []))) {
      const listed = [...intents.values()].filter(({ list }) => list === path);
      core?.send({ order: 'import', path, ids: Object.fromEntries(listed.map(({ prompt, id }) => [prompt, id])) });
    }
  }

  const room: Room = {
    dataFolder,
    simulator,
    clipHashes,
    intents,
    states,
    leftUnknown,
    troubles,
    notices: () => notices,
    busy: () => [...states].filter(([, state]) => isBusy(state)).map(([id]) => id),
    unfinished: () => room.busy().length + [...intents.values()].filter(({ stored }) => !stored).length,
    create(count) {
      const made = Array.from({ length: count }, newIntent);
      for (const intent of made) intents.set(intent.id, intent);
      sendIntents(made);
    },
    importList(count) {
      const list = join(folder, `list-${intents.size}.csv`);
      const made = Array.from({ length: count }, () => ({ ...newIntent(), list }));
      for (const intent of made) intents.set(intent.id, intent);
      const rows = made.map(({ request: { providerId, modelId, prompt } }) => `"${prompt}",${providerId},${modelId}`);
      writeFileSync(list, ['prompt,provider,model', ...rows, ''].join('\n'));
      sendIntents(made);
    },
    async enter(end, { spare: wantsSpare } = { spare: true }) {
      const next = spare ?? startCore(script);
      spare = undefined;
      await next.loaded;
      core = next;
      follow(next);
      const started = next.next('started');
      next.send({ order: 'start', dataFolder, environment, clock, ...(end && { end }) });
      await started;
      sendIntents([...intents.values()].filter(({ stored }) => !stored));
      if (wantsSpare) spare = startCore(script);
      return next;
    },
    setClock(aheadMs) {
      clock = { ...clock, aheadMs };
      core?.send({ order: 'set-clock', clock });
    },
    watch(listener) {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
    async settled(withinMs) {
      const until = Date.now() + withinMs;
      const isOver = (): boolean => room.busy().length === 0 && [...intents.values()].every(({ stored }) => stored);
      while (!isOver()) {
        if (core?.alive() !== true) throw new Error(`the core ended by itself. ${core?.errors()}`);
        if (Date.now() > until) {
          const stuck = (await room.jobs()).filter(({ progress }) => isBusy(progress.state));
          throw new Error(`not ended within ${withinMs} ms: ${JSON.stringify(stuck)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async jobs() {
      const found: Job[] = [];
      const current = core;
      if (current === undefined) throw new Error('there is no core');
      await new Promise<void>((resolve) => {
        current.listen((report) => {
          if (report.report !== 'jobs') return;
          found.push(...report.jobs);
          if (report.last) resolve();
        });
        current.send({ order: 'list' });
      });
      return found;
    },
    async close() {
      listeners = [];
      await Promise.all([core?.kill(), spare?.kill()]);
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return room;
}
