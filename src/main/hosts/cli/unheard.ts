import { exitCodes } from './exit-codes.ts';

/** The part of an output stream that this needs. */
export interface Output {
  on(event: 'error', listener: (thrown: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Calls back once when what is printed cannot be written any more. Without a listener Node would end the process in the
 * middle of whatever it does, e.g. of sending.
 *
 * @param end the code to end with, and what to say where somebody may still hear it
 */
export function whenUnheard(outputs: readonly Output[], end: (exitCode: number, words?: string) => void): void {
  let isOver = false;
  for (const output of outputs) {
    output.on('error', ({ code }) => {
      // Each further word fails as well.
      if (isOver) return;
      isOver = true;
      // Who reads has gone, as `head` does when it has enough. That is no trouble.
      if (code === 'EPIPE') end(exitCodes.interrupted);
      else end(exitCodes.trouble, `What was asked for could not be written (${code ?? 'unknown'}).`);
    });
  }
}
