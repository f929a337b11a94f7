import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { request as bareRequest } from 'undici';
import { z } from 'zod';
import { fastClock, makeFolder, request, startCore } from './core.ts';
import { startProvider } from './programs.ts';
import { median, quantile, type Section } from './report.ts';

const speed = 10;
const clips = 20;
const limitMs = 60_000;
/** What the vendors' own samples do between two looks. */
const fixedGapMs = 10_000;

/** Real epoch milliseconds. */
interface Way {
  seenAt: number;
  savedAt: number;
}

/** From "the provider has the clip" to "it is on this disk and the window knows", next to the vendors' own sample loop. */
export async function measureReadyToDisk(clipPath: string): Promise<Section> {
  const provider = await startProvider(clipPath, speed);
  const { folder, remove } = await makeFolder();
  try {
    const [ours, loop] = await Promise.all([
      throughConch(folder, provider.origin),
      throughLoop(folder, provider.origin),
    ]);
    const readyAt = z.record(z.string(), z.number()).parse(await askJson(`${provider.origin}/ready`));
    const waits = (ways: Map<string, Way>) =>
      [...ways].map(([id, { seenAt }]) => ((seenAt - (readyAt[id] ?? 0)) * speed) / 1000);
    const saves = (ways: Map<string, Way>) => [...ways.values()].map(({ seenAt, savedAt }) => savedAt - seenAt);
    const name = 'fixed 10 s loop';
    const side = (read: (ways: Map<string, Way>) => number[], of: (values: number[]) => number) => ({
      conch: of(read(ours)),
      reference: { name, value: of(read(loop)) },
    });
    return {
      title: 'From ready to the disk',
      how: `${clips} clips on each side at once, with clocks that run ${speed} times as fast; a clip takes 60 to 90 s. The wait is in seconds of that clock, the saving in real time. The loop writes what it gets; Conch also checks the container, flushes, moves, writes the sidecar and the record, and tells the window.`,
      measurements: [
        { what: 'ready until seen, median', unit: 's', ...side(waits, median) },
        { what: 'ready until seen, p95', unit: 's', ...side(waits, (values) => quantile(values, 0.95)) },
        { what: 'seen until on disk and announced, median', unit: 'ms', ...side(saves, median) },
        {
          what: 'seen until on disk and announced, p95',
          unit: 'ms',
          ...side(saves, (values) => quantile(values, 0.95)),
        },
      ],
    };
  } finally {
    await provider.stop();
    await remove();
  }
}

async function throughConch(folder: string, origin: string): Promise<Map<string, Way>> {
  const core = await startCore(folder, origin, fastClock(speed));
  const ways = new Map<string, Way>();
  const seen = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  const timer = setTimeout(() => all.reject(new Error('the clips did not come')), limitMs);
  core.app.subscribe(({ event, payload }) => {
    if (event !== 'job.changed') return;
    const { id, progress } = payload.job;
    if (progress.state === 'downloading' && !seen.has(id)) seen.set(id, Date.now());
    if (progress.state === 'done') ways.set(progress.remote.id, { seenAt: seen.get(id) ?? 0, savedAt: Date.now() });
    if (ways.size === clips) all.resolve();
  });
  try {
    for (let clip = 0; clip < clips; clip += 1) {
      await core.app.handlers['job.create']({ intentId: crypto.randomUUID(), request });
    }
    await all.promise;
  } finally {
    clearTimeout(timer);
    await core.stop();
  }
  return ways;
}

async function throughLoop(folder: string, origin: string): Promise<Map<string, Way>> {
  const ways = new Map<string, Way>();
  const begun: Promise<void>[] = [];
  for (let clip = 0; clip < clips; clip += 1) {
    begun.push(follow(join(folder, `loop-${clip}.mp4`), origin, ways));
    // One a second, as Conch paces them.
    await pause(1000 / speed);
  }
  await Promise.all(begun);
  return ways;
}

const taken = z.object({ task_id: z.string() });
const task = z.object({ videos: z.array(z.object({ video_url: z.string() })).optional() });

async function follow(path: string, origin: string, ways: Map<string, Way>): Promise<void> {
  const submitted = await bareRequest(`${origin}/v3/async/minimax-hailuo-02`, { method: 'POST', body: '{}' });
  const { task_id: id } = taken.parse(await submitted.body.json());
  for (;;) {
    await pause(fixedGapMs / speed);
    const { videos } = task.parse(await askJson(`${origin}/v3/async/task-result?task_id=${id}`));
    const link = videos?.[0]?.video_url;
    if (link === undefined) continue;
    const seenAt = Date.now();
    const { body } = await bareRequest(link);
    await pipeline(body, createWriteStream(path));
    ways.set(id, { seenAt, savedAt: Date.now() });
    return;
  }
}

async function askJson(url: string): Promise<unknown> {
  const { body } = await bareRequest(url);
  return body.json();
}
