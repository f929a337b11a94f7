import { expect, test as base, type Page } from '@playwright/test';
import { promptOf } from '../../support/simulator.ts';
import type { Shelf } from '../../support/clips.ts';
import { allKeys, openStudio, type Keys, type Studio } from './studio.ts';
import { createSeeds, type Seeds } from './seeds.ts';
import { createWindow, type ConchWindow } from './window.ts';

declare global {
  interface Window {
    /** Writes into the test's list of complaints. */
    complain(line: string): void;
  }
}

interface Fixtures {
  /** Keys that the host finds in its environment. */
  keys: { of: Keys };
  hostArguments: { list: readonly string[] };
  /** What the providers make, in place of the demo's clips. */
  shelf: { of: Shelf | undefined };
  /** How many clips are in the library from the beginning, as years of use would leave them. */
  seeded: { clips: number };
  /** Console lines that a test brings about on purpose. */
  expectedErrors: { like: readonly RegExp[] };
  studio: Studio;
  window: ConchWindow;
}

/**
 * A test with a studio of its own and its window open. After every test, whatever it was about: each Generate led to
 * exactly as many paid requests as it should, no key turned up outside its header, and the window complained of
 * nothing, least of all of its content security policy.
 */
export const test = base.extend<Fixtures, { seeds: Seeds }>({
  seeds: [
    // Playwright reads the names of what is asked for from the braces.
    async ({}, use) => {
      const seeds = createSeeds();
      await use(seeds);
      await seeds.close();
    },
    { scope: 'worker' },
  ],
  keys: [{ of: allKeys }, { option: true }],
  hostArguments: [{ list: [] }, { option: true }],
  shelf: [{ of: undefined }, { option: true }],
  seeded: [{ clips: 0 }, { option: true }],
  expectedErrors: [{ like: [] }, { option: true }],

  studio: async ({ keys, hostArguments, shelf, seeded, seeds }, use, testInfo) => {
    const studio = await openStudio({
      keys: keys.of,
      args: hostArguments.list,
      shelf: shelf.of,
      ...(seeded.clips > 0 && { fill: (dataFolder: string) => seeds.fill(dataFolder, seeded.clips) }),
    });
    await use(studio);
    try {
      await expectHonestBooks(studio);
    } finally {
      await testInfo.attach('what the host wrote', { body: studio.output(), contentType: 'text/plain' });
      await studio.close();
    }
  },

  window: async ({ page, studio, expectedErrors }, use) => {
    const complaints = await collectComplaints(page);
    const { billedExpectations, expectBilled } = studio;
    const window = createWindow(page, (prompt) => {
      // One press is one paid request, unless the test has said otherwise.
      if (!billedExpectations().has(prompt)) expectBilled(prompt, 1);
    });
    await page.goto(studio.url());
    await untilOpened(page);
    await use(window);
    const unexpected = complaints.filter((line) => !expectedErrors.like.some((pattern) => pattern.test(line)));
    expect(unexpected, 'the window complains of nothing').toEqual([]);
  },
});

/** Keys count from then on. */
async function untilOpened(page: Page): Promise<void> {
  await page.locator('#root > :not([data-opening])').first().waitFor();
}

async function expectHonestBooks({ books, billedExpectations }: Studio): Promise<void> {
  const { submissions, leaks } = await books();
  const counted = new Map(Array.from(billedExpectations().keys(), (prompt) => [prompt, 0]));
  for (const one of submissions.filter(({ billed }) => billed)) {
    const prompt = promptOf(one) ?? '';
    counted.set(prompt, (counted.get(prompt) ?? 0) + 1);
  }
  expect(Object.fromEntries(counted), 'paid requests for each prompt').toEqual(
    Object.fromEntries(billedExpectations()),
  );
  expect(leaks, 'keys outside of their header').toEqual([]);
}

async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  await page.exposeFunction('complain', (line: string) => complaints.push(line));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      window.complain(`content security policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  return complaints;
}
