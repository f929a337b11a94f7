import { mkdir, readFile, rm } from 'node:fs/promises';
import { add, countLine, countPlaywright, countVitest, none, type Counts } from './count.ts';
import { findBrowser } from './find-browser.ts';
import { runTool } from './run-tool.ts';

/**
 * `npm test`: everything that proves Conch, in order, stopping at the first red step. Ends with the line
 * `N passed, N failed`; a red step that has no tests of its own counts as one failure.
 */
const reports = 'test-results';
const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;

interface Step {
  name: string;
  /** Gives back the exit code. */
  run(): Promise<number>;
  /** The tests of this step, read from its report. */
  count?(): Promise<Counts>;
}

const steps: Step[] = [
  { name: 'typecheck', run: typecheck },
  { name: 'lint', run: async () => runTool('oxlint', ['--deny-warnings', 'src', 'test', 'scripts']) },
  { name: 'format', run: async () => runTool('oxfmt', ['--check']) },
  { name: 'unused code', run: async () => runTool('knip', []) },
  { name: 'build', run: async () => runTool('electron-vite', ['build', '--logLevel', 'error']) },
  {
    name: 'unit and integration tests',
    run: async () =>
      runTool('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`]),
    count: async () => countVitest(await readReport(vitestReport)),
  },
  {
    name: 'end-to-end tests',
    run: endToEnd,
    count: async () => countPlaywright(await readReport(playwrightReport)),
  },
];

async function typecheck(): Promise<number> {
  for (const project of ['core', 'renderer', 'e2e']) {
    const code = await runTool('typescript', ['-p', `tsconfig.${project}.json`]);
    if (code !== 0) return code;
  }
  return 0;
}

async function endToEnd(): Promise<number> {
  const { executablePath, how } = await findBrowser();
  console.log(how);
  if (executablePath !== undefined) process.env['CONCH_BROWSER'] = executablePath;
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = playwrightReport;
  return runTool('@playwright/test', ['test', '--reporter=dot,json']);
}

async function readReport(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Runs one step and says how it went. */
async function prove(step: Step): Promise<{ green: boolean; counts: Counts }> {
  console.log(`\n▸ ${step.name}`);
  const startedAt = performance.now();
  let code = 1;
  try {
    code = await step.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  let counts = none;
  try {
    counts = (await step.count?.()) ?? none;
  } catch {
    console.error(`The ${step.name} left no report.`);
    code ||= 1;
  }
  const green = code === 0 && counts.failed === 0;
  if (!green && counts.failed === 0) counts = add(counts, { ...none, failed: 1 });
  console.log(
    green ? `✓ ${step.name} (${seconds} s)` : `✗ ${step.name} failed (${seconds} s); nothing after it was run`,
  );
  return { green, counts };
}

async function main(): Promise<number> {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  let total = none;
  for (const step of steps) {
    const { green, counts } = await prove(step);
    total = add(total, counts);
    if (!green) break;
  }
  console.log(`\n${countLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
