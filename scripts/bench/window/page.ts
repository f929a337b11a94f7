import type { Browser, CDPSession, Page } from 'playwright';

/** A window of the built app in a real browser, and what is measured in it. */
export interface MeasuredPage {
  page: Page;
  /** From the navigation to the frame that shows the first clip, in ms. */
  firstDrawnMs: number;
  /** What JavaScript holds after a collection, in bytes. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    firstDrawnMs?: number;
    frameTimes?: number[];
  }
}

export async function openPage(browser: Browser, url: string): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('[data-clip]') === null) return;
      watcher.disconnect();
      requestAnimationFrame(() => {
        window.firstDrawnMs = performance.now();
      });
    });
    watcher.observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  const drawn = await page.waitForFunction(() => window.firstDrawnMs);
  const session = await context.newCDPSession(page);
  return {
    page,
    firstDrawnMs: (await drawn.jsonValue()) ?? Number.NaN,
    heapBytes: async () => heapOf(session),
    close: async () => context.close(),
  };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * From a letter in the search to the last change of the list that it brings about, in ms. Nothing that changes the
 * list may go on beside it.
 */
export async function keystrokeMs(page: Page, text: string): Promise<number> {
  return page.evaluate(async (value) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    const main = document.querySelector('main');
    if (field === null || main === null) throw new Error('there is no search field');
    let changedAt = 0;
    const watcher = new MutationObserver((changes) => {
      const isList = changes.some(
        ({ type, attributeName }) => type === 'childList' || attributeName === 'aria-rowcount',
      );
      if (isList) requestAnimationFrame(() => (changedAt = performance.now()));
    });
    watcher.observe(main, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-rowcount'] });
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const pressedAt = performance.now();
    setValue?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    watcher.disconnect();
    return changedAt - pressedAt;
  }, text);
}

/**
 * Gaps between the frames of the page while `work` ran, in ms: what its main thread could draw. (The browser's own trace
 * holds no drawn frames where there is no graphics card.)
 */
export async function frameGapsMs(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    window.frameTimes = seen;
    const see = (at: number): void => {
      seen.push(at);
      if (window.frameTimes === seen) requestAnimationFrame(see);
    };
    requestAnimationFrame(see);
  });
  await work();
  const times = await page.evaluate(() => {
    const seen = window.frameTimes ?? [];
    delete window.frameTimes;
    return seen;
  });
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}
