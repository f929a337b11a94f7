import { defineConfig } from '@playwright/test';
import { launchArguments } from './scripts/find-browser.ts';

const executablePath = process.env['CONCH_BROWSER'];

/**
 * The end-to-end suite: the built app in a real browser. One worker, no second try: each test starts a core and the
 * simulated providers of its own, and a money test that passes only when repeated has failed.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // Playwright records video with a program of its own that has to be downloaded; traces say more.
    video: 'off',
    launchOptions: { args: [...launchArguments], ...(executablePath !== undefined && { executablePath }) },
  },
});
