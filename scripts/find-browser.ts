import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { toolPath } from './run-tool.ts';

const run = promisify(execFile);

export interface Browser {
  /** Absent: Playwright's own download, which Playwright finds by itself. */
  executablePath?: string;
  /** One line for the person: what is used and where it came from. */
  how: string;
}

/** A sandbox cannot be set up by root, and only there do we go without one. */
export const launchArguments: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Finds a Chromium, Chrome or Edge that starts and plays our clips, or gets one. Throws one plain sentence. */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const chosen = environment['CONCH_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    const trouble = await tryBrowser(chosen);
    if (trouble === undefined) return { executablePath: chosen, how: `Browser: ${chosen} (from CONCH_BROWSER)` };
    throw new Error(`CONCH_BROWSER is ${chosen}, which cannot be used: ${trouble}`);
  }
  const refusals: string[] = [];
  for (const executablePath of installedBrowsers(environment)) {
    const trouble = await tryBrowser(executablePath);
    if (trouble === undefined) return { executablePath, how: `Browser: ${executablePath} (already installed)` };
    refusals.push(`${executablePath}: ${trouble}`);
  }
  if (existsSync(chromium.executablePath()) && (await tryBrowser()) === undefined) {
    return { how: 'Browser: Playwright’s Chromium (already downloaded)' };
  }
  return getBrowser(refusals);
}

async function getBrowser(refusals: string[]): Promise<Browser> {
  console.log('No usable browser found. Downloading Playwright’s Chromium…');
  const trouble = (await downloadTrouble()) ?? (await tryBrowser());
  if (trouble === undefined) return { how: 'Browser: Playwright’s Chromium (downloaded now)' };
  refusals.push(`Playwright’s Chromium: ${trouble}`);

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Debian’s chromium with apt-get…');
    try {
      await apt('update');
      await apt('install', '-y', '--no-install-recommends', 'chromium');
      const executablePath = '/usr/bin/chromium';
      const debianTrouble = await tryBrowser(executablePath);
      if (debianTrouble === undefined)
        return { executablePath, how: `Browser: ${executablePath} (installed now with apt-get)` };
      refusals.push(`${executablePath}: ${debianTrouble}`);
    } catch (error) {
      refusals.push(`apt-get: ${firstLine(error)}`);
    }
  }
  throw new Error(
    [
      'No browser for the end-to-end tests. Install Chrome, Chromium or Edge, or name one in CONCH_BROWSER, and run this again.',
      ...refusals.map((line) => `  tried ${line}`),
    ].join('\n'),
  );
}

/** What went wrong, or undefined. Playwright writes a page for each of its five tries; one reason is enough. */
async function downloadTrouble(): Promise<string | undefined> {
  try {
    await run(process.execPath, [await toolPath('playwright'), 'install', 'chromium'], { maxBuffer: 64 * 1024 * 1024 });
    return undefined;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    return `it could not be downloaded (${/^Error: (.+)$/m.exec(said)?.[1] ?? firstLine(error)})`;
  }
}

async function apt(...args: string[]): Promise<void> {
  // Quiet unless it fails; a lock that another apt holds is waited for, in seconds.
  await run('/usr/bin/apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** What a person may have: by name on the PATH, then where macOS and Windows put applications. */
function installedBrowsers(environment: NodeJS.ProcessEnv): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const programs = [environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)'], environment['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  return [...onPath, ...applications, ...programs].filter((path) => existsSync(path));
}

/**
 * Starts it and asks whether it plays H.264, which a Chromium built without the codec does not.
 *
 * @returns what is wrong with it, or undefined when it will do
 */
async function tryBrowser(executablePath?: string): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({
      args: [...launchArguments],
      timeout: 30_000,
      ...(executablePath && { executablePath }),
    });
    try {
      const page = await browser.newPage();
      const answer = await page.evaluate<string>(
        `document.createElement('video').canPlayType('video/mp4; codecs="avc1.640028"')`,
      );
      return answer === '' ? 'it cannot play H.264 video' : undefined;
    } finally {
      await browser.close();
    }
  } catch (error) {
    return `it does not start (${firstLine(error)})`;
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
