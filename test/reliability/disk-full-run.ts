import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp, type App } from '../../src/main/app.ts';
import type { ProbePoint } from '../../src/main/probe.ts';
import { environmentFor, type Simulator } from '../../src/main/simulator/index.ts';
import type { Job } from '../../src/shared/job.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import { plainHost } from './plain-host.ts';
import { makeSmallDisk } from './disk-full-disk.ts';
import { checkFolder } from './disk-full-check.ts';
import type { Dice } from './seeded-dice.ts';

/** When the disk is filled: at a point on a job's way, while a backup is being made, or before settings are written. */
export type Moment = ProbePoint | 'backup' | 'settings';

export interface DiskFullRun {
  moment: Moment;
  leftBytes: number;
  /** Whether the reserve's ballast lies on the disk. */
  hasBallast: boolean;
  /** The person closes Conch before making room. */
  closes: boolean;
}

export interface DiskFullResult {
  wrong: string[];
  /** Whether the moment came at all. */
  wasFilled: boolean;
  /** From the room made to the clip on disk. */
  resumedMs: number;
  /** The id was to be had only from the notice on screen. */
  byNotice: boolean;
  told: boolean;
}

const diskMegabytes = 8;
const reserve = { reserveBytes: 1_000_000, ballastBytes: 500_000 };
const resumeWithinMs = 10_000;

/** One clip on a small disk that is full for a while. */
export async function runDiskFull(
  { moment, leftBytes, hasBallast, closes }: DiskFullRun,
  { simulator, clipHash, dice }: { simulator: Simulator; clipHash: string; dice: Dice },
): Promise<DiskFullResult> {
  const disk = makeSmallDisk(diskMegabytes);
  const dataFolder = join(disk.folder, 'data');
  mkdirSync(dataFolder, { mode: 0o700 });
  const ballast = join(dataFolder, 'ballast');
  if (hasBallast) writeFileSync(ballast, Buffer.alloc(reserve.ballastBytes, 7));
  const notices: string[] = [];
  const wrong: string[] = [];
  let wasFilled = false;

  function fill(point: Moment): void {
    if (point !== moment || wasFilled) return;
    wasFilled = true;
    disk.fill(leftBytes);
  }

  async function open(): Promise<App> {
    const host = plainHost(dataFolder, {
      environment: { ...environmentFor(simulator.origins), CONCH_POLL_MS: '200' },
      probe: fill,
    });
    const app = await createApp(host, {
      rendererFolder: dataFolder,
      demo: false,
      startSimulator: () => Promise.reject(new Error('there is no demo here')),
      reserve: hasBallast ? reserve : { ...reserve, ballastBytes: 0 },
    });
    app.subscribe((announcement) => {
      if (announcement.event === 'notice.raised') notices.push(announcement.payload.failure.message);
    });
    await app.start();
    return app;
  }

  const id = dice.uuid();
  const prompt = `disk ${id}`;
  const request: GenerationRequest = {
    providerId: 'novita',
    modelId: 'minimax-hailuo-02',
    prompt,
    durationSeconds: 6,
    resolution: '768P',
  };
  const create = async (app: App): Promise<void> => void (await app.handlers['job.create']({ intentId: id, request }));
  const jobNow = async (app: App): Promise<Job | undefined> =>
    (await app.handlers['clip.page']({ query: {}, offset: 0, limit: 10 })).jobs.find((job) => job.id === id);
  const billedId = (): string | undefined => simulator.ledger.billed().find(isOurs)?.jobId;
  const isOurs = ({ body }: { body: unknown }): boolean => JSON.stringify(body).includes(prompt);

  let app = await open();
  let byNotice = false;
  const result = (resumedMs: number): DiskFullResult => ({
    wrong,
    wasFilled,
    resumedMs,
    byNotice,
    told: notices.length > 0,
  });
  try {
    fill('backup');
    if (moment === 'settings') {
      fill('settings');
      await settle(() => app.handlers['settings.update']({ theme: 'dark' }));
    }
    // Refused on a full disk in plain words, and then asked for again once there is room.
    const isCreated = await settle(() => create(app));
    await until(() => wasFilled, 6000);
    await wait(dice.between(600, 1500));
    if (closes) await app.stop();
    const known = billedId();
    disk.free();
    const freedAt = performance.now();
    if (closes) app = await open();
    if (!isCreated) await create(app);
    let job = await jobNow(app);
    if (known !== undefined && job?.progress.state === 'unknown') {
      // Nobody could write the id down: then it must have been shown.
      byNotice = notices.some((text) => text.includes(known));
      if (byNotice) await app.handlers['job.attach']({ id, remoteId: known });
      else if (closes) wrong.push('the id of a billed clip is lost');
    }
    await until(async () => (job = await jobNow(app))?.progress.state === 'done', resumeWithinMs);
    const resumedMs = performance.now() - freedAt;
    if (job?.progress.state !== 'done')
      wrong.push(`not done ${resumeWithinMs / 1000} s after there was room: ${sayState(job)}`);
    else {
      if (job.progress.remote.id !== billedId()) wrong.push('the clip has another id than the one that was billed');
      const { sha256, downloadedSha256 = sha256 } = job.progress.asset;
      if (downloadedSha256 !== clipHash) wrong.push('the clip is another one');
    }
    if (moment === 'settings') await app.handlers['settings.update']({ theme: 'light' });
    await app.stop();
    const billed = simulator.ledger.billed().filter(isOurs).length;
    if (billed !== 1) wrong.push(`billed ${billed} times`);
    wrong.push(...checkFolder(dataFolder, id, clipHash));
    return result(resumedMs);
  } catch (thrown) {
    wrong.push(`threw: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    disk.free();
    await app.stop().catch(() => undefined);
    return result(0);
  } finally {
    disk.remove();
  }
}

/** Whether it went well. On a full disk it need not. */
async function settle(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}

function sayState(job: Job | undefined): string {
  if (job === undefined) return 'not there';
  const trouble = 'lastFailure' in job.progress ? job.progress.lastFailure?.message : undefined;
  return `${job.progress.state}${trouble === undefined ? '' : ` (${trouble})`}`;
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    if (await holds()) return;
    await wait(50);
  }
}
