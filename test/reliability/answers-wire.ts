import { Agent, type Dispatcher } from 'undici';
import { createProviderHttp } from '../../src/main/providers/create-http.ts';
import type { ProviderHttp } from '../../src/main/providers/http.ts';
import type { Provider } from '../../src/main/providers/provider.ts';

/** What the wire answers to the next call. */
export interface CannedAnswer {
  readonly status: number;
  /** Name and value, each pair as it would come over the wire; a name may come twice. */
  readonly headers: readonly [string, string][];
  readonly body: Buffer;
}

/** A wire without a network: as quick as the code under test, and as real as undici's own reading of answers. */
export interface CannedWire {
  next: CannedAnswer;
  readonly dispatcher: Dispatcher;
}

export function createCannedWire(): CannedWire {
  const wire: { next: CannedAnswer; dispatcher: Dispatcher } = {
    next: { status: 599, headers: [], body: Buffer.alloc(0) },
    dispatcher: new Agent().compose(() => (_request, handler) => {
      const { status, headers, body } = wire.next;
      const controller = idleController();
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, status, gathered(headers), '');
      if (body.length > 0) handler.onResponseData?.(controller, body);
      handler.onResponseEnd?.(controller, {});
      return true;
    }),
  };
  return wire;
}

export const canaryKey = 'canary-answers-Vq8Tn3Lz6Wd1Kf5Rb0';

export function httpOver(wire: CannedWire, provider: Provider, now: () => number): ProviderHttp {
  return createProviderHttp({
    origin: 'https://provider.example',
    keyHeaders: provider.authorize(canaryKey),
    secrets: [canaryKey],
    signal: new AbortController().signal,
    fresh: true,
    clock: { now },
    dispatcher: wire.dispatcher,
  });
}

function idleController(): Dispatcher.DispatchController {
  return {
    aborted: false,
    paused: false,
    reason: null,
    rawHeaders: null,
    rawTrailers: null,
    abort() {},
    pause() {},
    resume() {},
  };
}

/** As undici hands headers over: one text, or a list where a name came more than once. */
function gathered(headers: readonly [string, string][]): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = {};
  for (const [name, value] of headers) {
    const before = all[name];
    all[name] = before === undefined ? value : [before, value].flat();
  }
  return all;
}
