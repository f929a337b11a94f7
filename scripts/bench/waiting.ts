import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request as bareRequest } from 'undici';
import { systemClock } from '../../src/main/hosts/clock.ts';
import { makeFolder, startCore } from './core.ts';
import { startProvider } from './programs.ts';
import type { Section } from './report.ts';
import { fillWithWaiting } from './waiting-clips.ts';

const jobs = 1000;
const gapMs = 10_000;
const settleMs = 10_000;
const windowMs = 20_000;

interface Load {
  /** Of one core. */
  percent: number;
  delayP99Ms: number;
}

/** A thousand clips in the making, asked for every ten seconds: what that costs this computer, next to the bare requests. */
export async function measureWaiting(clipPath: string): Promise<Section> {
  const provider = await startProvider(clipPath, 1);
  const { folder, remove } = await makeFolder();
  try {
    fillWithWaiting(folder, provider.origin, { clips: jobs, gapMs });
    const core = await startCore(folder, provider.origin, systemClock);
    const ours = await measure();
    await core.stop();
    const stop = startBare(provider.origin);
    const bare = await measure();
    stop();
    const name = 'bare requests';
    return {
      title: `${jobs} waiting clips`,
      how: `Each is asked for every ${gapMs / 1000} s; ${windowMs / 1000} s measured after ${settleMs / 1000} s of settling, first Conch’s whole core, then the same requests by undici with nothing stored. The provider runs in another process. A waiting clip is written to the disk, flushed, after every look.`,
      measurements: [
        {
          what: 'processor, all threads',
          unit: '% of a core',
          conch: ours.percent,
          reference: { name, value: bare.percent },
        },
        {
          what: 'event loop delay, p99',
          unit: 'ms',
          conch: ours.delayP99Ms,
          reference: { name, value: bare.delayP99Ms },
        },
      ],
    };
  } finally {
    await provider.stop();
    await remove();
  }
}

function startBare(origin: string): () => void {
  const dispatcher = new Agent({ allowH2: false, pipelining: 1 });
  const ended = new AbortController();
  const look = async (number: number): Promise<void> => {
    await pause((number / jobs) * gapMs);
    while (!ended.signal.aborted) {
      const { body } = await bareRequest(`${origin}/v3/async/task-result?task_id=never-${number}`, { dispatcher });
      await body.json();
      await pause(gapMs, undefined, { ref: false });
    }
  };
  for (let number = 0; number < jobs; number += 1) void look(number);
  return () => {
    ended.abort();
  };
}

async function measure(): Promise<Load> {
  await pause(settleMs);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await pause(windowMs);
  const { user, system } = process.cpuUsage(before);
  const elapsedMs = performance.now() - startedAt;
  delay.disable();
  // The monitor counts its own interval in.
  return {
    percent: ((user + system) / 1000 / elapsedMs) * 100,
    delayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - 10),
  };
}
