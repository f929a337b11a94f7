import { FailureError, type Failure } from '../../shared/failure.ts';
import type { FrameAnswer, FrameChoice, FramePicture, FrameResult, FrameTask, JoinedClips } from './frame-messages.ts';
import { says } from '../../shared/sentence.ts';

/**
 * The window's side of the frame worker: one task at a time, in order. A worker that stays silent for too long, or
 * whose task is no longer wanted, is ended and a new one takes the next task; that is the only sure way out of a
 * library that a malformed file keeps busy. An idle worker is let go.
 */
export interface FrameDesk {
  times(url: string, signal?: AbortSignal): Promise<readonly number[]>;
  picture(url: string, choice: FrameChoice, signal?: AbortSignal): Promise<FramePicture>;
  join(
    urls: readonly string[],
    options: { signal: AbortSignal; progressed: (part: number) => void },
  ): Promise<JoinedClips>;
}

/** What of a worker is used here. */
export type FrameWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface FrameDeskOptions {
  start(): FrameWorker;
  /** Longest silence of a worker that has a task, in milliseconds. */
  patienceMs?: number;
  /** How long a worker without a task is kept, in milliseconds. */
  idleMs?: number;
}

interface Order {
  task: FrameTask;
  signal: AbortSignal | undefined;
  progressed: ((part: number) => void) | undefined;
  settle: (outcome: { result: FrameResult } | { thrown: unknown }) => void;
}

/** The promises reject with a `FailureError` in plain words, or with the signal's reason. */
export function createFrameDesk({ start, patienceMs = 10_000, idleMs = 30_000 }: FrameDeskOptions): FrameDesk {
  const waiting: Order[] = [];
  let current: Order | undefined;
  let worker: FrameWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function endWorker(): void {
    worker?.terminate();
    worker = undefined;
  }

  function finish(outcome: Parameters<Order['settle']>[0]): void {
    clearTimeout(timer);
    const order = current;
    current = undefined;
    order?.settle(outcome);
    next();
  }

  function breakOff(thrown: unknown): void {
    endWorker();
    finish({ thrown });
  }

  function listenAnew(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      breakOff(trouble(says('Reading this clip took too long, so Conch gave up. The file may be damaged.')));
    }, patienceMs);
  }

  function hear(answer: FrameAnswer): void {
    switch (answer.kind) {
      case 'done':
        finish({ result: answer.result });
        break;
      case 'failed':
        finish({ thrown: trouble(answer) });
        break;
      case 'progress':
        listenAnew();
        current?.progressed?.(answer.part);
    }
  }

  function started(): FrameWorker {
    const fresh = start();
    fresh.addEventListener('message', ({ data }: MessageEvent<FrameAnswer>) => {
      if (fresh === worker) hear(data);
    });
    fresh.addEventListener('error', () => {
      if (fresh === worker) breakOff(trouble(says('Reading this clip failed inside Conch. Try it once more.')));
    });
    return fresh;
  }

  function next(): void {
    if (current !== undefined) return;
    current = waiting.shift();
    clearTimeout(timer);
    if (current === undefined) {
      timer = setTimeout(endWorker, idleMs);
      return;
    }
    worker ??= started();
    listenAnew();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(current.task);
  }

  function ask<T extends FrameResult>(
    task: FrameTask,
    signal: AbortSignal | undefined,
    progressed?: (part: number) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const order: Order = {
        task,
        signal,
        progressed,
        settle(outcome) {
          signal?.removeEventListener('abort', abandon);
          if ('result' in outcome) resolve(outcome.result as T);
          else reject(outcome.thrown);
        },
      };
      function abandon(): void {
        const thrown = reasonOf(signal);
        if (current === order) {
          breakOff(thrown);
          return;
        }
        waiting.splice(waiting.indexOf(order), 1);
        order.settle({ thrown });
      }
      signal?.addEventListener('abort', abandon, { once: true });
      waiting.push(order);
      next();
    });
  }

  return {
    times: (url, signal) => ask({ kind: 'times', url }, signal),
    picture: (url, choice, signal) => ask({ kind: 'picture', url, choice }, signal),
    join: (urls, { signal, progressed }) => ask({ kind: 'join', urls }, signal, progressed),
  };
}

function trouble({ message, said }: Pick<Failure, 'message' | 'said'>): FailureError {
  return new FailureError({ kind: 'invalid-request', message, ...(said !== undefined && { said }), stage: 'local' });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('not wanted any more');
}
