import { methods, type Announcement, type Handlers } from '../../src/shared/contract.ts';
import type { Core } from '../../src/shared/rpc.ts';

/** A core without a studio: it answers what a test tells it to, and remembers who listens and what went wrong inside. */
export interface FakeCore extends Core {
  announce(announcement: Announcement): void;
  readonly listenerCount: number;
  readonly called: string[];
  readonly defects: { where: string; thrown: unknown }[];
}

export function createFakeCore(answers: Partial<Handlers> = {}): FakeCore {
  const listeners = new Set<(announcement: Announcement) => void>();
  const called: string[] = [];
  const defects: { where: string; thrown: unknown }[] = [];
  const handlers = Object.fromEntries(
    Object.keys(methods).map((method) => [
      method,
      (input: never) => {
        called.push(method);
        return answers[method as keyof Handlers]?.(input) ?? {};
      },
    ]),
  ) as unknown as Handlers;
  return {
    handlers,
    called,
    defects,
    get listenerCount() {
      return listeners.size;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce(announcement) {
      for (const listener of listeners) listener(announcement);
    },
    onDefect(where, thrown) {
      defects.push({ where, thrown });
    },
  };
}
