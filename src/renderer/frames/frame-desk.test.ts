import { describe, expect, test } from 'vitest';
import { createFrameDesk } from './frame-desk.ts';
import type { FrameAnswer, FrameTask } from './frame-messages.ts';

/** A worker that does what a test tells it, and remembers what it was asked. */
class FakeWorker extends EventTarget {
  readonly tasks: FrameTask[] = [];
  ended = false;
  private readonly reply: (task: FrameTask, worker: FakeWorker) => void;

  constructor(reply: (task: FrameTask, worker: FakeWorker) => void) {
    super();
    this.reply = reply;
  }

  postMessage(task: FrameTask): void {
    this.tasks.push(task);
    this.reply(task, this);
  }

  terminate(): void {
    this.ended = true;
  }

  say(data: FrameAnswer): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

function deskWith(
  reply: (task: FrameTask, worker: FakeWorker) => void,
  times: { patienceMs?: number; idleMs?: number } = {},
) {
  const workers: FakeWorker[] = [];
  const desk = createFrameDesk({
    ...times,
    start() {
      const worker = new FakeWorker(reply);
      workers.push(worker);
      return worker;
    },
  });
  return { desk, workers };
}

const answerTimes = (task: FrameTask, worker: FakeWorker) => {
  if (task.kind === 'times') worker.say({ kind: 'done', result: [task.url.length] });
};
const silent = () => undefined;

describe('the frame desk', () => {
  test('starts no worker before it has a task, and gives one task at a time to one worker', async () => {
    const { desk, workers } = deskWith(answerTimes);
    expect(workers).toEqual([]);
    await expect(Promise.all([desk.times('a'), desk.times('bb'), desk.times('ccc')])).resolves.toEqual([[1], [2], [3]]);
    expect(workers).toHaveLength(1);
  });

  test('a worker that stays silent is ended, and the next task gets a new one', async () => {
    const { desk, workers } = deskWith(
      (task, worker) => {
        if (task.kind === 'times' && task.url !== 'malformed') answerTimes(task, worker);
      },
      { patienceMs: 30 },
    );
    const stuck = desk.times('malformed');
    const after = desk.times('sound');
    await expect(stuck).rejects.toThrow(/took too long/);
    await expect(after).resolves.toEqual([5]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  test('what an ended worker still says is not taken for the answer to the next task', async () => {
    const { desk, workers } = deskWith(silent, { patienceMs: 20 });
    const first = desk.times('one');
    const second = desk.times('two');
    await expect(first).rejects.toThrow(/took too long/);
    workers[0]?.say({ kind: 'done', result: [1] });
    workers[1]?.say({ kind: 'done', result: [2] });
    await expect(second).resolves.toEqual([2]);
  });

  test('signs of life keep a long task alive', async () => {
    const parts: number[] = [];
    const { desk } = deskWith(
      (_task, worker) => {
        let step = 0;
        const timer = setInterval(() => {
          step += 1;
          worker.say({ kind: 'progress', part: step / 5 });
          if (step < 5) return;
          clearInterval(timer);
          worker.say({ kind: 'done', result: { mp4: new Blob(), frames: 3, lengthSeconds: 1 } });
        }, 30);
      },
      { patienceMs: 60 },
    );
    const joined = desk.join(['a', 'b'], {
      signal: new AbortController().signal,
      progressed: (part) => void parts.push(part),
    });
    await expect(joined).resolves.toMatchObject({ frames: 3 });
    expect(parts).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test('a task that is no longer wanted frees the worker; one that waits is simply dropped', async () => {
    const { desk, workers } = deskWith((task, worker) => {
      if (task.kind === 'times') answerTimes(task, worker);
    });
    const running = new AbortController();
    const queued = new AbortController();
    const picture = desk.picture('clip', 'last', running.signal);
    const dropped = desk.times('dropped', queued.signal);
    const kept = desk.times('kept');
    queued.abort();
    running.abort();
    await expect(picture).rejects.toThrow(/abort/i);
    await expect(dropped).rejects.toThrow(/abort/i);
    await expect(kept).resolves.toEqual([4]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers.flatMap(({ tasks }) => tasks)).not.toContainEqual({ kind: 'times', url: 'dropped' });
    await expect(desk.times('late', AbortSignal.abort())).rejects.toThrow(/abort/i);
  });

  test('the worker’s plain words reach the person, a crash becomes plain words', async () => {
    const { desk, workers } = deskWith((task, worker) => {
      if (task.kind === 'times') worker.say({ kind: 'failed', message: 'There is no frame in this clip.' });
      else queueMicrotask(() => worker.dispatchEvent(new Event('error')));
    });
    await expect(desk.times('a')).rejects.toMatchObject({ failure: { message: 'There is no frame in this clip.' } });
    await expect(desk.picture('a', 'first')).rejects.toThrow(/Try it once more/);
    expect(workers[0]?.ended).toBe(true);
  });

  test('an idle worker is let go', async () => {
    const { desk, workers } = deskWith(answerTimes, { idleMs: 10 });
    await desk.times('a');
    await expect.poll(() => workers[0]?.ended).toBe(true);
    await expect(desk.times('bb')).resolves.toEqual([2]);
    expect(workers).toHaveLength(2);
  });
});
