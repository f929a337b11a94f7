/** The part of `process` that this needs. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * The same signal so soon after the first is its echo: the library under our settings file (when-exit, through conf) raises
 * every signal once more when it has tidied up. Nobody presses twice so fast.
 */
const echoMs = 500;

/**
 * Ends the process in order when the system or the person asks for it: the first signal waits for what is on its way,
 * a second one does not.
 *
 * @param now milliseconds of a clock that never jumps
 */
export function endOnSignal(
  process: SignalSource,
  stop: () => Promise<void>,
  now: () => number = () => performance.now(),
): void {
  let first: { signal: string; at: number } | undefined;
  const end = (signal: string): void => {
    if (first !== undefined) {
      if (signal !== first.signal || now() - first.at > echoMs) process.exit(1);
      return;
    }
    first = { signal, at: now() };
    stop().then(
      () => {
        process.exit(0);
      },
      () => {
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      end(signal);
    });
  }
}
