import { ensureBuilt } from './built.ts';
import { deskTrouble, electronBinary, fetchElectron } from './electron-binary.ts';
import { runProgram, runScript, type Ended } from './run-program.ts';

/**
 * `npm start`: builds, then opens the desktop app. Where that cannot be, one line says why and the browser host opens
 * instead: the same core and the same window, in the person's browser.
 */

/** A program that dies this soon has not come up at all. */
const startingMs = 10_000;

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  if (!(await ensureBuilt())) return 1;
  const trouble = deskTrouble({ platform: process.platform, userId: process.getuid?.(), environment: process.env });
  if (trouble !== undefined) return openInBrowser(trouble, words);
  const binary = electronBinary() ?? (await fetchElectron());
  if (binary === undefined) return openInBrowser('Electron could not be fetched.', words);

  const startedAt = performance.now();
  const ended = await runProgram(binary, ['.', ...words]);
  if (didNotComeUp(ended) && performance.now() - startedAt < startingMs) {
    return openInBrowser('Electron is there but does not start on this system.', words);
  }
  return ended.code ?? 1;
}

/** A missing system library (127), or a sandbox that this system does not allow (a trap). */
function didNotComeUp({ code, signal }: Ended): boolean {
  return (code ?? 0) >= 126 || signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGSEGV';
}

async function openInBrowser(reason: string, words: readonly string[]): Promise<number> {
  console.error(`${reason} Conch opens in your browser instead; the address is printed below.`);
  return runScript('out/main/web.js', words);
}

process.exitCode = await main();
