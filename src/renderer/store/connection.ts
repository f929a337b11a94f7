import { connect, type Client } from '../../shared/rpc.ts';
import { failure, FailureError, failureFrom, type Failure } from '../../shared/failure.ts';
import type { Link } from '../../shared/link.ts';
import { NoLink, openLink } from '../bridge.ts';
import { listen } from './events.ts';
import { openSession } from './opening.ts';
import { renewSelected, selectedJob } from './renewing.ts';
import { useSession } from './session.ts';
import { sentence } from '../../shared/sentence.ts';

/** Keeps one client alive: opens, listens, and opens again after a pause when the link breaks. */

const firstPauseMs = 300;
const longestPauseMs = 5_000;
/** A core that takes longer to answer is said to be slow, and asked again. A large library opens in a second. */
const openingPatienceMs = 15_000;

let current: Client | undefined;
const waiting = new Set<(client: Client) => void>();
let wake: (() => void) | undefined;

/** The client in use. Throws a `FailureError` while there is none, so that an act can say so. */
export function client(): Client {
  if (current !== undefined) return current;
  throw new FailureError(
    failure('network', sentence('Conch does not answer at the moment. Try again in a few seconds.'), {
      stage: 'local',
    }),
  );
}

/** The client in use; undefined while there is none. */
export function connected(): Client | undefined {
  return current;
}

/** The client in use, or the next one. */
export function whenConnected(): Promise<Client> {
  return current === undefined ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve(current);
}

/** Ends the pause between two attempts: the person pressed "Try again". */
export function tryNow(): void {
  wake?.();
}

/** Runs as long as the window lives. */
export async function keepConnected(open = openLink, patienceMs = openingPatienceMs): Promise<never> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await liveOn(await open(), patienceMs);
      pauseMs = firstPauseMs;
    } catch (thrown) {
      const isShutOut = thrown instanceof NoLink && thrown.isShutOut;
      useSession.setState(({ connection }) => ({
        failure: failureOf(thrown),
        connection: connection === 'connecting' ? connection : isShutOut ? 'shut-out' : 'lost',
      }));
    }
    await pause(pauseMs);
  }
}

/** The life of one link, from the first session until it breaks. */
async function liveOn(link: Link, patienceMs: number): Promise<void> {
  const next = connect(link);
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    next.onClose(() => {
      isClosed = true;
      // At once, so that an act that is repeated after the break waits for the next client.
      current = undefined;
      useSession.setState({ connection: 'lost' });
      resolve();
    });
  });
  listen(next);
  while (!isClosed) {
    try {
      const before = selectedJob();
      const ready = () => {
        if (!isClosed) handOut(next);
      };
      await inTime(openSession(next, ready), patienceMs);
      void renewSelected(next, before);
      break;
    } catch (thrown) {
      useSession.setState({ failure: failureOf(thrown) });
      await Promise.race([closed, pause(longestPauseMs)]);
    }
  }
  await closed;
}

/** Rejects when it takes too long; what comes later is taken all the same. */
async function inTime(opening: Promise<void>, patienceMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = sentence('Conch has not opened the library yet. It may be busy; this window keeps trying.');
      reject(new FailureError(failure('timeout', message, { stage: 'local' })));
    }, patienceMs);
  });
  try {
    await Promise.race([opening, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function handOut(next: Client): void {
  current = next;
  for (const resolve of waiting) resolve(next);
  waiting.clear();
}

function failureOf(thrown: unknown): Failure {
  return thrown instanceof NoLink ? failure('network', thrown.sentence, { stage: 'local' }) : failureFrom(thrown);
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
