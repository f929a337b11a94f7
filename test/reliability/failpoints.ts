import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { probePoints } from '../../src/main/probe.ts';
import { bundleCore } from './core-bundle.ts';
import type { CoreProcess } from './core-process.ts';
import { addFaults } from './faults.ts';
import { checkRoom, joinFindings, noFindings, type Findings } from './money-check.ts';
import { openRoom, type Room } from './room.ts';
import { createDice, type Dice } from './seeded-dice.ts';

/** The core's own points, and one that only the provider can see: the beginning of the paid request has arrived. */
const points = [...probePoints, 'request-arriving'] as const;
type Point = (typeof points)[number];

export interface FailpointFigures {
  findings: Findings;
  /** How often the core was ended at each point. */
  hits: Record<string, number>;
  ends: Record<string, number>;
  seconds: number;
}

const inHand = 8;
const roundsPerRoom = 5;
const patienceMs = 20_000;
const mostAttempts = 3;

/** Ends the core `times` times at each point, at its first, second or third passage, and starts it again on the same folder. */
export async function runFailpoints({ seed, times }: { seed: number; times: number }): Promise<FailpointFigures> {
  const startedAt = performance.now();
  const dice = createDice(seed);
  const bundle = await bundleCore();
  const figures: FailpointFigures = { findings: noFindings(), hits: {}, ends: {}, seconds: 0 };
  for (const point of points) figures.hits[point] = 0;
  try {
    for (let round = 0; round < times; round += roundsPerRoom) {
      const room = await openRoom({ script: bundle.script, dice, clockSpeed: 10, providerSpeed: 400, inMemory: true });
      addFaults(room.simulator, { silentToo: false });
      try {
        for (let turn = round; turn < Math.min(times, round + roundsPerRoom); turn += 1) {
          for (const point of points) {
            if (await endUntilHit(room, point, dice)) figures.hits[point] = (figures.hits[point] ?? 0) + 1;
          }
        }
        await room.enter();
        await room.settled(60_000);
        const jobs = await room.jobs();
        figures.findings = joinFindings([figures.findings, checkRoom(room, jobs)]);
        for (const { progress } of jobs) figures.ends[progress.state] = (figures.ends[progress.state] ?? 0) + 1;
      } finally {
        await room.close();
      }
    }
  } finally {
    bundle.remove();
  }
  figures.seconds = (performance.now() - startedAt) / 1000;
  return figures;
}

/** On a busy machine, or with unlucky faults, no job gets there in time; the core is ended then as well, and tries again. */
async function endUntilHit(room: Room, point: Point, dice: Dice): Promise<boolean> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (await endAt(room, point, dice)) return true;
  }
  return false;
}

/** @returns whether the core was ended there */
async function endAt(room: Room, point: Point, dice: Dice): Promise<boolean> {
  const nth = dice.between(1, 3);
  const core = await room.enter(point === 'request-arriving' ? undefined : { point, nth });
  let hasArrived = false;
  const stopWatching =
    point === 'request-arriving' ? killOnArrival(room, core, nth, () => (hasArrived = true)) : undefined;
  room.create(Math.max(3, inHand - room.busy().length));
  // Faults may keep the first ones from getting there.
  const more = setInterval(() => room.create(2), 1500);
  let isLate = false;
  const tooLong = setTimeout(() => {
    isLate = true;
    void core.kill();
  }, patienceMs);
  await core.gone;
  clearInterval(more);
  clearTimeout(tooLong);
  stopWatching?.();
  const hit = hasArrived || core.hasReached();
  if (!hit && !isLate) throw new Error(`the core ended by itself on its way to ${point}. ${core.errors()}`);
  return hit;
}

/**
 * Node tells of a request when its head has been read and before anybody has looked at it. The kill is done before the
 * provider goes on, so that what the core has not sent by then is never sent.
 */
function killOnArrival(room: Room, core: CoreProcess, nth: number, killed: () => void): () => void {
  const ports = new Set(Object.values(room.simulator.origins).map((origin) => Number(new URL(origin).port)));
  let arrived = 0;
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (!ports.has(request.socket.localPort ?? 0) || !isSubmit(request)) return;
    arrived += 1;
    if (arrived !== nth) return;
    process.kill(core.pid, 'SIGKILL');
    killed();
  };
  subscribe('http.server.request.start', onRequest);
  return () => unsubscribe('http.server.request.start', onRequest);
}

/** Two of the five ask for a job's state by POST as well. */
function isSubmit({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && !url.endsWith('/tasks') && !url.endsWith('/getStatus');
}
