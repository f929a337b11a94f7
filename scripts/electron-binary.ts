import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-program.ts';

/** About 110 MB over a slow line. */
const fetchWithinMs = 5 * 60_000;

/**
 * The Electron program, or undefined. The package is never required for this: that alone would start a download.
 *
 * @param folder the repository
 */
export function electronBinary(
  folder: string = root,
  distFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'],
): string | undefined {
  const packageFolder = join(folder, 'node_modules', 'electron');
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(distFolder ?? join(packageFolder, 'dist'), readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** Fetches the program by the package's own means, once and without its output. */
export async function fetchElectron(): Promise<string | undefined> {
  console.error('Fetching Electron, once …');
  const child = spawn(process.execPath, ['node_modules/electron/install.js'], {
    cwd: root,
    stdio: 'ignore',
    timeout: fetchWithinMs,
  });
  await once(child, 'exit');
  return electronBinary();
}

export interface Desk {
  platform: NodeJS.Platform;
  /** Undefined on Windows. */
  userId: number | undefined;
  environment: Readonly<Record<string, string | undefined>>;
}

/** Why no desktop window can open here, whatever is installed; undefined when it can. */
export function deskTrouble({ platform, userId, environment }: Desk): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'There is no screen here to open a window on.';
  if (userId === 0) return 'Electron does not run as root without giving up its sandbox.';
  return undefined;
}
