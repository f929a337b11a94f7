import type { Clock } from '../../host.ts';

/** The part of Electron's `app` that this needs. */
interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

export interface QuitParts {
  app: QuittingApp;
  stop(): Promise<void>;
  clock: Pick<Clock, 'after'>;
  onTrouble(reason: string, thrown?: unknown): void;
}

/** Longest wait for a submit in flight and for the stores. What is on disk by then is enough to go on from. */
export const longestStopMs = 10_000;

/** Quitting waits for the core to stop, once; then it goes through. */
export function quitInOrder({ app, stop, clock, onTrouble }: QuitParts): void {
  let phase: 'running' | 'stopping' | 'stopped' = 'running';
  const finish = (): void => {
    if (phase === 'stopped') return;
    phase = 'stopped';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'stopping') return;
    phase = 'stopping';
    const cancel = clock.after(longestStopMs, () => {
      onTrouble('the core did not stop in time');
      finish();
    });
    stop()
      .catch((thrown: unknown) => {
        onTrouble('the core did not stop in order', thrown);
      })
      .finally(() => {
        cancel();
        finish();
      });
  });
}
