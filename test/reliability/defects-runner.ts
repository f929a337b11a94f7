import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { PlantedDefect } from './planted-defect.ts';

/** A copy of the sources in which defects can be planted, one at a time. */
export interface Nursery {
  /** How the suite ends with the sources as they are. */
  sound(suite: string): Promise<SuiteEnd>;
  /** How the suite that claims the defect ends with it. @throws when its text does not stand there exactly once */
  withDefect(defect: PlantedDefect): Promise<SuiteEnd>;
  remove(): void;
}

/** `broken`: it did not come to a judgement, e.g. because a file could not be read or it hung. */
type SuiteEnd = 'passed' | 'failed' | 'broken';

const reportSchema = z.object({
  numTotalTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.unknown()) })),
});
/** A suite that takes longer than this hangs, in milliseconds. */
const patienceMs = 150_000;
const copied = ['src', 'test', 'scripts', 'package.json', 'vitest.config.ts'];
const linked = ['node_modules', 'resources'];

export function openNursery(): Nursery {
  const folder = mkdtempSync(join(tmpdir(), 'conch-defects-'));
  for (const name of copied) cpSync(name, join(folder, name), { recursive: true });
  for (const name of linked) symlinkSync(resolve(name), join(folder, name));

  return {
    sound: (suite) => runSuite(folder, suite),
    async withDefect({ file, from, to, suite }) {
      const path = join(folder, 'src', 'main', file);
      const source = readFileSync(path, 'utf8');
      const found = source.split(from).length - 1;
      if (found !== 1) throw new Error(`${file} holds this ${found} times: ${from}`);
      writeFileSync(
        path,
        source.replace(from, () => to),
      );
      try {
        return await runSuite(folder, suite);
      } finally {
        writeFileSync(path, source);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runSuite(folder: string, suite: string): Promise<SuiteEnd> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', suite, '--reporter=json', `--outputFile=${report}`], {
    cwd: folder,
    stdio: 'ignore',
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  const code = await new Promise<number | null>((settle) => child.once('exit', settle));
  if (!existsSync(report)) return 'broken';
  const { numTotalTests, numFailedTests, testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  const isWhole = numTotalTests > 0 && testResults.every(({ assertionResults }) => assertionResults.length > 0);
  if (!isWhole) return 'broken';
  if (numFailedTests > 0) return 'failed';
  return code === 0 ? 'passed' : 'broken';
}
