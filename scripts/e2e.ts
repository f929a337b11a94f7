import { ensureBuilt } from './built.ts';
import { findBrowser } from './find-browser.ts';
import { runTool } from './run-tool.ts';

/** `npm run test:e2e -- [Playwright's arguments]`: the end-to-end suite by itself, in a real browser. */
async function main(): Promise<number> {
  if (!(await ensureBuilt())) return 1;
  const { executablePath, how } = await findBrowser();
  console.log(how);
  if (executablePath !== undefined) process.env['CONCH_BROWSER'] = executablePath;
  return runTool('@playwright/test', ['test', ...process.argv.slice(2)]);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
