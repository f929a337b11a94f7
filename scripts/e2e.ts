import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.ts';
import { runTool } from './run-tool.ts';

/** `npm run test:e2e -- [Playwright's arguments]`: the end-to-end suite against what `npm run build` made. */
async function main(): Promise<number> {
  for (const file of ['out/main/web.js', 'out/main/simulator.js', 'out/renderer/index.html']) {
    if (existsSync(file)) continue;
    console.error(`${file} is missing: run npm run build first.`);
    return 1;
  }
  const { executablePath, how } = await findBrowser();
  console.log(how);
  const args = process.argv.slice(2);
  return runTool('@playwright/test', ['test', ...args], executablePath === undefined ? {} : { CONCH_BROWSER: executablePath });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
