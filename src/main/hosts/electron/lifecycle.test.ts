import { describe, expect, it } from 'vitest';
import { createNotify, type NativeNotice } from './notify.ts';
import { longestStopMs, quitInOrder } from './quit.ts';
import { recoverPage } from './recovery.ts';
import { isOnlyInstance } from './single-instance.ts';

describe('quitting', () => {
  function quitting(stop: () => Promise<void>) {
    let ask = (_event: { preventDefault(): void }): void => {};
    let timeOut: (() => void) | undefined;
    const said: string[] = [];
    const app = {
      on: (_event: 'before-quit', listener: typeof ask) => void (ask = listener),
      quit: () => void said.push(request() ? 'held' : 'gone'),
    };
    /** True when quitting was held back. */
    function request(): boolean {
      let held = false;
      ask({ preventDefault: () => (held = true) });
      return held;
    }
    const clock = {
      after: (delayMs: number, callback: () => void) => {
        expect(delayMs).toBe(longestStopMs);
        timeOut = callback;
        return () => (timeOut = undefined);
      },
    };
    quitInOrder({ app, stop, clock, onTrouble: (reason) => said.push(reason) });
    return { request, said, timeOut: () => timeOut?.(), isTiming: () => timeOut !== undefined };
  }

  it('waits for the core, once, and then goes through', async () => {
    const stopped = Promise.withResolvers<void>();
    let stops = 0;
    const { request, said, isTiming } = quitting(() => ((stops += 1), stopped.promise));
    expect([request(), request()]).toEqual([true, true]);
    expect([stops, said]).toEqual([1, []]);
    stopped.resolve();
    await stopped.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect([stops, said, isTiming()]).toEqual([1, ['gone'], false]);
  });

  it('does not wait for ever', () => {
    const { request, said, timeOut } = quitting(() => new Promise(() => {}));
    request();
    timeOut();
    expect(said).toEqual(['the core did not stop in time', 'gone']);
  });

  it('goes even when the core cannot stop', async () => {
    const { request, said } = quitting(() => Promise.reject(new Error('no')));
    request();
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual(['the core did not stop in order', 'gone']);
  });
});

describe('a page that dies', () => {
  function page() {
    let die = (_event: unknown, _details: { reason: string }): void => {};
    let now = 1_000_000;
    const said: string[] = [];
    recoverPage({
      page: {
        on: (_event: 'render-process-gone', listener: typeof die) => void (die = listener),
        reload: () => void said.push('reload'),
      },
      now: () => now,
      log: () => {},
      giveUp: () => void said.push('give up'),
    });
    return { die: (reason: string) => die({}, { reason }), pass: (ms: number) => (now += ms), said };
  }

  it('comes back once, and is given up when it dies again at once', () => {
    const { die, pass, said } = page();
    die('crashed');
    pass(1000);
    die('oom');
    expect(said).toEqual(['reload', 'give up']);
  });

  it('comes back again after a quiet minute, and not at all when it just ended', () => {
    const { die, pass, said } = page();
    die('clean-exit');
    die('killed');
    pass(61_000);
    die('crashed');
    expect(said).toEqual(['reload', 'reload']);
  });
});

describe('the only instance', () => {
  it('comes up when another one is started', () => {
    let another = (): void => {};
    let ups = 0;
    const app = (first: boolean) => ({
      requestSingleInstanceLock: () => first,
      on: (_event: 'second-instance', listener: () => void) => void (another = listener),
    });
    expect(isOnlyInstance(app(true), () => (ups += 1))).toBe(true);
    another();
    expect(ups).toBe(1);
    expect(isOnlyInstance(app(false), () => {})).toBe(false);
  });
});

describe('a native notice', () => {
  const notice = { title: 'Clip ready', body: 'a lighthouse', jobId: 'job-1' };

  function desk(supported = true) {
    const made: { options: unknown; shown: boolean; fire(event: string): void }[] = [];
    const chosen: string[] = [];
    const notify = createNotify({
      isSupported: () => supported,
      create(options) {
        const listeners = new Map<string, () => void>();
        const record = { options, shown: false, fire: (event: string) => listeners.get(event)?.() };
        made.push(record);
        const native: NativeNotice = {
          on: (event, listener) => listeners.set(event, listener),
          show: () => void (record.shown = true),
        };
        return native;
      },
      chosen: (id) => chosen.push(id),
    });
    return { notify, made, chosen };
  }

  it('shows what the core says and leads to its clip', () => {
    const { notify, made, chosen } = desk();
    notify(notice);
    expect(made).toMatchObject([{ options: { title: 'Clip ready', body: 'a lighthouse' }, shown: true }]);
    made[0]?.fire('click');
    expect(chosen).toEqual(['job-1']);
    made[0]?.fire('close');
    expect(chosen).toEqual(['job-1']);
  });

  it('is left out where the system has none', () => {
    const { notify, made } = desk(false);
    notify(notice);
    expect(made).toEqual([]);
  });
});
