import { describe, expect, test, vi } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import type { PicturePlan } from '../../shared/picture/fix.ts';
import { createPictureDesk, type PictureWorker } from './picture-desk.ts';
import type { PictureAnswer, PictureTask } from './picture-task.ts';

/** A worker that answers when the test says so. */
function createFakeWorker() {
  const events = new EventTarget();
  const tasks: PictureTask[] = [];
  let isEnded = false;
  const worker = {
    postMessage: (task: PictureTask) => void tasks.push(task),
    terminate() {
      isEnded = true;
    },
    addEventListener: events.addEventListener.bind(events),
  } as PictureWorker;
  return {
    worker,
    tasks,
    isEnded: () => isEnded,
    say: (data: PictureAnswer) => events.dispatchEvent(Object.assign(new Event('message'), { data })),
    die: () => events.dispatchEvent(new Event('error')),
  };
}

function createRig({ limitMs = 60_000 } = {}) {
  const started: ReturnType<typeof createFakeWorker>[] = [];
  const desk = createPictureDesk({
    limitMs,
    start() {
      const fake = createFakeWorker();
      started.push(fake);
      return fake.worker;
    },
  });
  async function nextWorker(count: number) {
    await vi.waitFor(() => {
      expect(started).toHaveLength(count);
    });
    const fake = started[count - 1];
    if (fake === undefined) throw new Error('no worker was started');
    return fake;
  }
  return { desk, started, nextWorker };
}

const file = new Blob(['picture']);
const plan: PicturePlan = { widthPixels: 4, heightPixels: 3, types: ['image/jpeg'], maxBytes: 1000 };
const task = { file, type: 'image/png', widthPixels: 4, heightPixels: 3, plan } as const;

describe('one picture at a time', () => {
  test('the next one waits, and each has a worker of its own that ends with it', async () => {
    const { desk, started, nextWorker } = createRig();
    const { signal } = new AbortController();
    const first = desk.make(task, signal);
    const second = desk.make(task, signal);
    const one = await nextWorker(1);
    await Promise.resolve();
    expect(started).toHaveLength(1);
    one.say({ kind: 'made', picture: file });
    expect(await first).toBe(file);
    expect(one.isEnded()).toBe(true);
    const other = await nextWorker(2);
    other.say({ kind: 'made', picture: undefined });
    expect(await second).toBeUndefined();
  });

  test('what is not wanted any more ends at once, and does not hold up the next', async () => {
    const { desk, nextWorker } = createRig();
    const unwanted = new AbortController();
    const first = desk.takeIn({ file }, { signal: unwanted.signal });
    const one = await nextWorker(1);
    const second = desk.takeIn({ file }, { signal: new AbortController().signal });
    unwanted.abort(new Error('a newer picture'));
    await expect(first).rejects.toThrow('a newer picture');
    expect(one.isEnded()).toBe(true);
    (await nextWorker(2)).say({ kind: 'refused', message: 'The file is empty.' });
    await expect(second).rejects.toMatchObject({ failure: { kind: 'invalid-image', message: 'The file is empty.' } });
  });

  test('what is not wanted any more before its turn starts no worker', async () => {
    const { desk, started, nextWorker } = createRig();
    const unwanted = new AbortController();
    const first = desk.takeIn({ file }, { signal: new AbortController().signal });
    const second = desk.takeIn({ file }, { signal: unwanted.signal });
    unwanted.abort(new Error('changed my mind'));
    (await nextWorker(1)).say({ kind: 'refused', message: 'no' });
    await expect(first).rejects.toThrow(FailureError);
    await expect(second).rejects.toThrow('changed my mind');
    expect(started).toHaveLength(1);
  });
});

describe('a worker in trouble is replaced', () => {
  test('dead: a plain sentence, and the next picture works', async () => {
    const { desk, nextWorker } = createRig();
    const { signal } = new AbortController();
    const first = desk.takeIn({ file }, { signal });
    (await nextWorker(1)).die();
    await expect(first).rejects.toMatchObject({ failure: { message: expect.stringMatching(/not enough memory/) } });
    const second = desk.make(task, signal);
    (await nextWorker(2)).say({ kind: 'made', picture: file });
    expect(await second).toBe(file);
  });

  test('silent for too long', async () => {
    const { desk, nextWorker } = createRig({ limitMs: 5 });
    const first = desk.takeIn({ file }, { signal: new AbortController().signal });
    await expect(first).rejects.toMatchObject({ failure: { message: expect.stringMatching(/takes too long/) } });
    expect((await nextWorker(1)).isEnded()).toBe(true);
  });
});

test('tells when a sound file is being prepared', async () => {
  const { desk, nextWorker } = createRig();
  const onPreparing = vi.fn<() => void>();
  const taken = desk.takeIn({ file }, { signal: new AbortController().signal, onPreparing });
  const one = await nextWorker(1);
  one.say({ kind: 'preparing' });
  expect(onPreparing).toHaveBeenCalledOnce();
  one.say({ kind: 'refused', message: 'no' });
  await expect(taken).rejects.toThrow(FailureError);
});
