/** The part of `process` that this needs. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Ends the process in order when the system or the person asks for it: the first signal waits for what is on its way,
 * a second one does not.
 */
export function endOnSignal(process: SignalSource, stop: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) {
      process.exit(1);
      return;
    }
    ending = true;
    stop().then(
      () => {
        process.exit(0);
      },
      () => {
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
