import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startStrictS3, type StrictS3 } from '../../../test/support/strict-s3.ts';
import { FailureError, failure } from '../../shared/failure.ts';
import type { Job, JobProgress } from '../../shared/job.ts';
import { createKeyStore } from '../library/key-store.ts';
import { createSettingsStore } from '../library/settings-store.ts';
import { createImageHost, linkLifeSeconds, type ImageHost } from './image-host.ts';

const { signal } = new AbortController();
const picture = { id: 'a'.repeat(64), type: 'image/jpeg', sizeBytes: 9, widthPixels: 640, heightPixels: 480 } as const;
const bytes = Buffer.from('a picture');
const queued: JobProgress = { state: 'queued', dueAt: 0, attempts: 0 };
const ended: JobProgress = { state: 'failed', failedAt: 1, failure: failure('provider-failed', '') };

let s3: StrictS3;
let folder = '';
let skewMs = 0;
let jobs = new Map<string, Job>();
const lines: string[] = [];
const running: ImageHost[] = [];

beforeEach(async () => {
  s3 = await startStrictS3();
  folder = mkdtempSync(join(tmpdir(), 'conch-image-host-'));
  skewMs = 0;
  jobs = new Map();
  lines.length = 0;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One after another on the same folder: what a restart is. */
async function open(): Promise<ImageHost> {
  const note = (message: string, facts?: object): void => void lines.push(message + JSON.stringify(facts ?? {}));
  const log = { debug: note, info: note, warn: note, error: note };
  const keys = createKeyStore({ folder, environment: {}, log });
  await keys.load();
  const host = createImageHost({
    dataFolder: folder,
    settings: createSettingsStore({ store: settingsKept }),
    keys,
    pictures: { read: async () => ({ picture, bytes }) },
    job: (id) => jobs.get(id),
    keyFile: true,
    clock: {
      now: () => Date.now() + skewMs,
      // Waits of hours pass at once, or nothing could be seen here.
      after(delayMs, callback) {
        const timer = setTimeout(callback, Math.min(delayMs, 10));
        return () => clearTimeout(timer);
      },
    },
    log,
    changed: () => {},
    settingsChanged: () => {},
    mended: () => {},
  });
  await host.load();
  host.start();
  running.push(host);
  return host;
}
let settingsKept: Record<string, unknown> = {};
beforeEach(() => {
  settingsKept = {};
});

async function setUp(
  host: ImageHost,
  change: { deleteAfterUse?: boolean; secretAccessKey?: string } = {},
): Promise<void> {
  const { deleteAfterUse = true, secretAccessKey = s3.keyPair.secretAccessKey } = change;
  const settings = { endpoint: s3.origin, region: s3.region, bucket: s3.bucket, prefix: 'conch', deleteAfterUse };
  settingsKept = { imageHost: { ...settings, prefix: 'conch/' } };
  await host.save({ settings, keyPair: { ...s3.keyPair, secretAccessKey }, inFile: true });
}

function clip(progress = queued): Job {
  const id = crypto.randomUUID();
  const job: Job = {
    id,
    sequence: 1,
    createdAt: 1,
    updatedAt: 1,
    request: { providerId: 'sample', modelId: 'm', prompt: 'p', firstFrame: { kind: 'url', url: '' } },
    progress,
  };
  jobs.set(id, job);
  return job;
}

function move(job: Job, progress: JobProgress): void {
  jobs.set(job.id, { ...job, progress });
}

describe('an upload', () => {
  it('gives a link that works for two hours, under a name that tells nothing', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    const link = await host.upload(job, picture.id, signal);
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes);
    const [name = ''] = s3.objects.keys();
    expect(name).toMatch(/^conch\/[0-9a-f]{64}$/);
    expect(name).not.toContain(job.id.slice(0, 8));
    expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe(String(linkLifeSeconds));
    // A repetition takes the same place.
    await host.upload(job, picture.id, signal);
    expect(s3.objects.size).toBe(1);
    expect(host.view().leftBehind).toBe(1);
  });

  it('is remembered on disk before anything is sent, without key and link', async () => {
    const host = await open();
    await setUp(host);
    let atPut = '';
    s3.onPut(() => (atPut = readFileSync(join(folder, 'image-host-uploads.json'), 'utf8')));
    const link = await host.upload(clip(), picture.id, signal);
    const [name = ''] = s3.objects.keys();
    expect(atPut).toContain(name);
    const onDisk = readdirSync(folder)
      .filter((file) => file !== 'keys.json')
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('');
    const signature = new URL(link).searchParams.get('X-Amz-Signature') ?? '';
    for (const secret of [signature, s3.keyPair.secretAccessKey, s3.keyPair.accessKeyId]) {
      expect(onDisk).not.toContain(secret);
      expect(lines.join()).not.toContain(secret);
    }
    expect(statSync(join(folder, 'image-host-uploads.json')).mode & 0o777).toBe(0o600);
  });

  it('counts failures in a row and says why', async () => {
    const host = await open();
    await setUp(host, { secretAccessKey: 'not-the-right-secret' });
    await expect(host.upload(clip(), picture.id, signal)).rejects.toMatchObject({
      failure: { kind: 'key-rejected', stage: 'upload', charged: 'no' },
    });
    expect(host.troubles()).toBe(1);
    await setUp(host);
    expect(host.troubles()).toBe(0);
    await host.upload(clip(), picture.id, signal);
  });

  it('signs the link by the clock of the host, which is the one that counts', async () => {
    const host = await open();
    await setUp(host);
    // Ten minutes slow here: still taken when it is written, but a link from then would end too soon; fast: not valid yet.
    for (skewMs of [-10 * 60_000, 10 * 60_000]) {
      const link = await host.upload(clip(), picture.id, signal);
      expect((await fetch(link)).status).toBe(200);
    }
  });

  it('waits for a key pair that is missing', async () => {
    const host = await open();
    await setUp(host);
    await host.clear();
    await expect(host.upload(clip(), picture.id, signal)).rejects.toThrow(FailureError);
    expect(s3.calls).toEqual([]);
  });
});

describe('after use', () => {
  it('is deleted when the clip has ended, and not before', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    await host.upload(job, picture.id, signal);
    for (const state of [
      queued,
      { state: 'unknown', intent: sampleIntent, unknownAt: 1, failure: failure('network', '') },
    ] as const) {
      move(job, state);
      host.look();
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(s3.objects.size, state.state).toBe(1);
    }
    move(job, ended);
    host.look();
    await vi.waitFor(() => expect(host.view().leftBehind).toBe(0));
    expect(s3.objects.size).toBe(0);
  });

  it('stays where the person said so', async () => {
    const host = await open();
    await setUp(host, { deleteAfterUse: false });
    const job = clip();
    await host.upload(job, picture.id, signal);
    move(job, ended);
    host.look();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(s3.objects.size).toBe(1);
    expect(host.view().leftBehind).toBe(0);
  });

  it('is deleted after a restart', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    await host.upload(job, picture.id, signal);
    await host.stop();
    move(job, ended);
    await open();
    await vi.waitFor(() => expect(s3.objects.size).toBe(0));
  });

  it('comes back to it when the host has trouble', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    await host.upload(job, picture.id, signal);
    s3.failNext(1, 'unavailable');
    move(job, ended);
    host.look();
    await vi.waitFor(() => expect(s3.calls.at(-1)?.status).toBe(503));
    expect(host.view().leftBehind).toBe(1);
    skewMs += 6000;
    await vi.waitFor(() => expect(s3.objects.size).toBe(0));
  });

  it('one that cannot be deleted holds up no other one', async () => {
    const host = await open();
    await setUp(host);
    const [stuck, other] = [clip(), clip()];
    for (const job of [stuck, other]) await host.upload(job, picture.id, signal);
    s3.failNext(1, 'unavailable');
    for (const job of [stuck, other]) move(job, ended);
    host.look();
    await vi.waitFor(() => expect(host.view().leftBehind).toBe(1));
    expect(s3.objects.size).toBe(1);
    expect(readFileSync(join(folder, 'image-host-uploads.json'), 'utf8')).toContain(stuck.id);
  });

  it('never holds up quitting', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    await host.upload(job, picture.id, signal);
    s3.failNext(5, 'hang');
    move(job, ended);
    host.look();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const begun = performance.now();
    await host.stop();
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(readFileSync(join(folder, 'image-host-uploads.json'), 'utf8')).toContain(job.id);
  });

  it('is found in the bucket of its day, whatever the settings say now', async () => {
    const host = await open();
    await setUp(host);
    const job = clip();
    await host.upload(job, picture.id, signal);
    const settings = {
      endpoint: 'https://s3.example.com',
      region: 'auto',
      bucket: 'another',
      prefix: '',
      deleteAfterUse: true,
    };
    await host.save({ settings, inFile: true });
    move(job, ended);
    host.look();
    await vi.waitFor(() => expect(s3.objects.size).toBe(0));
  });
});

describe('settings', () => {
  it('are saved whole or not at all', async () => {
    const host = await open();
    await setUp(host);
    const settings = {
      endpoint: 'https://s3.example.com',
      region: 'auto',
      bucket: 'another',
      prefix: '',
      deleteAfterUse: true,
    };
    const keyPair = { accessKeyId: 'id', secretAccessKey: 'two words' };
    await expect(host.save({ settings, keyPair, inFile: true })).rejects.toThrow(FailureError);
    expect(host.stateFor('http://127.0.0.1:1')).toBe('ready');
    expect(await host.test()).toMatchObject({ works: true });
  });

  it('never tell the secret', async () => {
    const host = await open();
    await setUp(host);
    expect(host.view()).toEqual({ configured: true, keyState: { source: 'file', hint: '0001' }, leftBehind: 0 });
    expect(JSON.stringify([host.view(), await host.test()])).not.toContain(s3.keyPair.secretAccessKey);
  });

  it('are tried in three steps, each with its own words', async () => {
    const host = await open();
    await setUp(host);
    s3.forbid('PUT');
    expect((await host.test()).message).toMatch(/^Writing a small object failed\. This key pair may not put/);
    s3.forbid('GET');
    expect((await host.test()).message).toMatch(/^The object was written, but reading it back/);
    expect(s3.objects.size, 'nothing is left by a test').toBe(0);
    s3.forbid('DELETE');
    expect((await host.test()).message).toMatch(/^Writing and reading work, but deleting/);
    s3.forbid();
    expect(await host.test()).toMatchObject({ works: true });
  });
});

const sampleIntent = { sentAt: 1, origin: 'https://provider.example', keyFingerprint: '00', requestHash: '00' };
