import type { Client } from '../../../shared/rpc.ts';
import type { Host } from '../../host.ts';
import { openCore, type Core } from './core.ts';

/**
 * The way to whichever core does the work. A command whose core we use may end before us: then the next command that
 * waits takes the folder and opens its own door, and all go on where they were.
 */
export interface Connection {
  /** Its calls outlive the core of another command; so each must be one that may be made again. */
  readonly client: Client;
  /** Who has the core now. A window goes on with the work when this command has ended; nobody else does. */
  holder(): Core['holder'];
  /** Lets our own core send and fetch, now or when we come to have one. Reading needs no start. */
  start(): Promise<void>;
  /** Calls back when the core is another one: what was told meanwhile has been missed. Gives back how to stop it. */
  onMoved(listener: () => void): () => void;
  /** Waits for a request that is just leaving, where the core is our own. */
  close(): Promise<void>;
}

/** For a window that is just starting. */
const firstPatienceMs = 5_000;
/** For a command that is just ending: it waits for the answers to what it has sent. */
const movePatienceMs = 30_000;

/** @throws {FailureError} when the data folder cannot be used. */
export async function openConnection(host: Host): Promise<Connection> {
  let core: Core;
  let coming: Promise<Core>;
  let isStarted = false;
  let closing: Promise<void> | undefined;
  const subscriptions = new Set<{ attach(client: Client): () => void; detach: () => void }>();
  const movedListeners = new Set<() => void>();
  const closeListeners: (() => void)[] = [];
  const lost = (): void => {
    for (const listener of closeListeners) listener();
  };

  function moveTo(next: Core): void {
    core = next;
    for (const one of subscriptions) one.detach = one.attach(next.client);
    next.client.onClose(() => {
      if (closing !== undefined) return;
      if (next.holder === 'window') {
        lost();
        return;
      }
      coming = move();
      coming.catch(lost);
    });
  }

  async function move(): Promise<Core> {
    const next = await openCore(host, movePatienceMs, () => closing !== undefined);
    moveTo(next);
    if (isStarted && closing === undefined) await next.start();
    for (const listener of movedListeners) listener();
    return next;
  }

  core = await openCore(host, firstPatienceMs, () => false);
  coming = Promise.resolve(core);
  moveTo(core);

  return {
    client: {
      async call(method, input) {
        for (;;) {
          const asked = coming;
          const { client } = await asked;
          try {
            return await client.call(method, input);
          } catch (thrown) {
            if (asked === coming) throw thrown;
          }
        }
      },
      on(event, listener) {
        const one = {
          attach: (client: Client) => client.on(event, listener),
          detach: core.client.on(event, listener),
        };
        subscriptions.add(one);
        return () => {
          one.detach();
          subscriptions.delete(one);
        };
      },
      onClose: (listener) => void closeListeners.push(listener),
      close: () => core.client.close(),
    },
    holder: () => core.holder,
    start() {
      isStarted = true;
      return core.start();
    },
    onMoved(listener) {
      movedListeners.add(listener);
      return () => movedListeners.delete(listener);
    },
    close() {
      closing ??= coming.then(
        (last) => last.close(),
        // There was none to close.
        () => {},
      );
      return closing;
    },
  };
}
