import { defineConfig } from 'vitest/config';

/** The long tier: `npm run test:reliability`. One suite at a time, because they measure. */
export default defineConfig({
  test: {
    include: ['test/reliability/**/*.reliability.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 2 * 60 * 60_000,
    hookTimeout: 120_000,
  },
});
