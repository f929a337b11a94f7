/** Of several windows on one core, one tells; when it is closed, the next one does. */

let isFirst = false;

/** Runs as long as the window lives. */
export function becomeTeller(): void {
  // Without locks, e.g. in an old browser, each window tells: twice is better than never.
  if (!('locks' in navigator)) {
    isFirst = true;
    return;
  }
  void navigator.locks.request('conch-news', () => {
    isFirst = true;
    return new Promise<never>(() => {});
  });
}

export function isTeller(): boolean {
  return isFirst;
}
