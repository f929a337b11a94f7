import { FailureError, type Failure } from '../../shared/failure.ts';
import type { MakeTask, PictureAnswer, PictureTask, TakeInTask, TakenIn } from './picture-task.ts';
import { says } from '../../shared/sentence.ts';

/**
 * The window's side of the picture worker: one picture at a time, in order. An open picture may ask for half a gigabyte,
 * so each has a worker of its own: when that ends, because it is done, not wanted any more, silent for too long or dead,
 * the memory is free again at once.
 */
export interface PictureDesk {
  takeIn(task: Omit<TakeInTask, 'kind'>, options: TakeInOptions): Promise<TakenIn>;
  /** Undefined: nothing came within the plan's bytes. */
  make(task: Omit<MakeTask, 'kind'>, signal: AbortSignal): Promise<Blob | undefined>;
}

export interface TakeInOptions {
  signal: AbortSignal;
  /** The file is sound, and is being made usable. */
  onPreparing?: () => void;
}

/** What of a worker is used here. */
export type PictureWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface PictureDeskOptions {
  start(): PictureWorker;
  /** Longest time for one picture, in milliseconds. */
  limitMs?: number;
}

type LastAnswer = Extract<PictureAnswer, { kind: 'taken-in' | 'made' }>;

/** The promises reject with a `FailureError` of kind `invalid-image`, or with the signal's reason. */
export function createPictureDesk({ start, limitMs = 60_000 }: PictureDeskOptions): PictureDesk {
  let last: Promise<unknown> = Promise.resolve();

  async function ask(task: PictureTask, signal: AbortSignal, onPreparing?: () => void): Promise<LastAnswer> {
    const turn = last.then(async () => work(task, signal, onPreparing));
    // The next in line waits for the end of this one, whichever it is.
    last = turn.catch(() => undefined);
    return turn;
  }

  function work(task: PictureTask, signal: AbortSignal, onPreparing?: () => void): Promise<LastAnswer> {
    signal.throwIfAborted();
    const worker = start();
    const { promise, resolve, reject } = Promise.withResolvers<LastAnswer>();
    const timer = setTimeout(() => {
      reject(refusal(says('The picture takes too long to open here. Make it smaller in another program first.')));
    }, limitMs);
    const abandon = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abandon);
    worker.addEventListener('error', () => {
      reject(
        refusal(
          says('There was not enough memory to open the picture. Make it smaller first, or close other programs.'),
        ),
      );
    });
    worker.addEventListener('message', ({ data }: MessageEvent<PictureAnswer>) => {
      switch (data.kind) {
        case 'preparing':
          onPreparing?.();
          break;
        case 'refused':
          reject(refusal(data));
          break;
        default:
          resolve(data);
      }
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(task);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abandon);
      worker.terminate();
    });
  }

  return {
    async takeIn(task, { signal, onPreparing }) {
      const answer = await ask({ kind: 'take-in', ...task }, signal, onPreparing);
      if (answer.kind !== 'taken-in') throw new TypeError('the worker answered another task');
      return answer.result;
    },
    async make(task, signal) {
      const answer = await ask({ kind: 'make', ...task }, signal);
      if (answer.kind !== 'made') throw new TypeError('the worker answered another task');
      return answer.picture;
    },
  };
}

function refusal({ message, said }: Pick<Failure, 'message' | 'said'>): FailureError {
  return new FailureError({ kind: 'invalid-image', message, ...(said !== undefined && { said }), stage: 'local' });
}
