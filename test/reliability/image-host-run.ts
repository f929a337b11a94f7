import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPictureStore } from '../../src/main/library/picture-store.ts';
import type { ProbePoint } from '../../src/main/probe.ts';
import { environmentFor, startSimulator } from '../../src/main/simulator/index.ts';
import { providerNames } from '../../src/main/simulator/vendor.ts';
import type { JobState } from '../../src/shared/job.ts';
import { pictures } from '../support/pictures.ts';
import { startStrictS3 } from '../support/strict-s3.ts';
import { startCore, type CoreProcess } from './core-process.ts';
import type { Dice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';

/** Where a core is ended: at one of its own points, or while the image host is taking the picture. */
export type HostEnd = ProbePoint | 'uploading';

export interface HostTrial {
  state: JobState | undefined;
  /** Paid requests for the one clip. */
  billed: number;
  uploads: number;
  /** Objects lying at the image host when everything had come to rest. */
  left: number;
  /** SHA-256 of what the provider fetched. */
  fetched: string | undefined;
  picture: string;
}

const restWithinMs = 20_000;

/** One clip from a file by way of the image host; the core is ended once, and another one goes on. */
export async function endOnce(script: string, end: HostEnd, dice: Dice): Promise<HostTrial> {
  const folder = mkdtempSync(join(tmpdir(), 'conch-host-'));
  const dataFolder = join(folder, 'data');
  const clipsFolder = join(folder, 'clips');
  mkdirSync(dataFolder);
  mkdirSync(clipsFolder);
  await writeSmallClips(clipsFolder, providerNames, { dice, sizeBytes: 20_000 });
  const s3 = await startStrictS3();
  const simulator = await startSimulator({ clipsFolder, speed: 400, pictureOrigins: [s3.origin] });
  let core: CoreProcess | undefined;
  try {
    const picture = await createPictureStore(join(dataFolder, 'pictures')).add(await readFile(pictures.photo));
    const imageHost = { endpoint: s3.origin, region: s3.region, bucket: s3.bucket, prefix: '', deleteAfterUse: true };
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ imageHost }));
    const environment = {
      ...environmentFor(simulator.origins),
      CONCH_POLL_MS: '100',
      CONCH_IMAGE_HOST_KEY_ID: s3.keyPair.accessKeyId,
      CONCH_IMAGE_HOST_SECRET: s3.keyPair.secretAccessKey,
    };
    // The host judges signatures by the true time, so the core's clock is the true one too.
    const start = {
      order: 'start',
      dataFolder,
      environment,
      clock: { epochAt: Date.now(), speed: 1, aheadMs: 0 },
    } as const;
    const id = dice.uuid();
    const request = {
      providerId: 'acedata',
      modelId: 'minimax-i2v',
      prompt: `clip ${id}`,
      firstFrame: { kind: 'picture' as const, picture },
    };

    const first = startCore(script);
    core = first;
    await first.loaded;
    first.send({ ...start, ...(end !== 'uploading' && { end: { point: end, nth: 1 } }) });
    await first.next('started');
    let isFirst = true;
    s3.onPut(() => {
      if (end === 'uploading' && isFirst) process.kill(first.pid, 'SIGKILL');
      isFirst = false;
    });
    first.send({ order: 'create', intents: [{ id, request }] });
    await first.gone;

    const second = startCore(script);
    core = second;
    await second.loaded;
    let state: JobState | undefined;
    second.listen((report) => {
      if (report.report === 'state') ({ state } = report);
      if (report.report === 'started') state = report.busy[0]?.state;
    });
    second.send(start);
    await second.next('started');
    const isOver = (): boolean =>
      state === 'unknown' || ((state === undefined || state === 'done') && s3.objects.size === 0);
    for (const until = Date.now() + restWithinMs; !isOver() && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    second.send({ order: 'list' });
    const { jobs } = await second.next('jobs');
    const entries = simulator.ledger.entries();
    return {
      state: jobs[0]?.progress.state,
      billed: simulator.ledger.billed().length,
      uploads: s3.calls.filter(({ method }) => method === 'PUT').length,
      left: s3.objects.size,
      fetched: entries.at(-1)?.picture?.sha256,
      picture: picture.id,
    };
  } finally {
    await core?.kill();
    await simulator.stop();
    await s3.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
