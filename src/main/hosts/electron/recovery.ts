/** The part of `webContents` that this needs. */
interface RecoverablePage {
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
  reload(): void;
}

export interface RecoveryParts {
  page: RecoverablePage;
  now: () => number;
  log(reason: string): void;
  /** It fell twice in a row: tell the person. */
  giveUp(): void;
}

/** A second fall within this time is no accident. */
const quietMs = 60_000;

/** Reloads a page whose process has died, once. Clips go on meanwhile: they are not made in the window. */
export function recoverPage({ page, now, log, giveUp }: RecoveryParts): void {
  let reloadedAt = Number.NEGATIVE_INFINITY;
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    log(reason);
    if (now() - reloadedAt < quietMs) {
      giveUp();
      return;
    }
    reloadedAt = now();
    page.reload();
  });
}
