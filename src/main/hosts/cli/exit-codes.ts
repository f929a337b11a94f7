import type { Failure } from '../../../shared/failure.ts';

/** What the command line ends with; scripts count on these. */
export const exitCodes = {
  ok: 0,
  /** Something went wrong that none of the others names. */
  trouble: 1,
  /** The command was not written as it should be. */
  usage: 2,
  /** Nothing was sent: the request, the picture, a missing key, or a question about the cost. */
  refused: 3,
  /** At least one clip failed or was canceled. */
  failed: 4,
  /**
   * At least one clip needs a person. It may or may not have been accepted, and may have been paid for; or it waits for
   * a key, an account, or the end of a pause or a stop.
   */
  unclear: 5,
  /** The data folder cannot be used. */
  folder: 6,
  /** At least one clip could not be sent yet and is kept in the queue, and nobody goes on with it for now. */
  kept: 7,
  /** Stopped with Ctrl+C, or by whoever read the output (`… | head`). What had been sent goes on at the provider, and Conch fetches it when it runs again. */
  interrupted: 130,
} as const;

export function exitCodeOf({ kind }: Failure): number {
  switch (kind) {
    case 'invalid-request':
    case 'invalid-image':
    case 'key-missing':
    case 'confirm-spending':
      return exitCodes.refused;
    case 'disk':
      return exitCodes.folder;
    default:
      return exitCodes.trouble;
  }
}
