import { posix, win32 } from 'node:path';

export interface Circumstances {
  platform: NodeJS.Platform;
  /** Absolute. */
  homeFolder: string;
  workingFolder: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Where Conch keeps everything: what the person asked for, or else the place that the system has for it. Both hosts use
 * the same folder, so that one library serves both.
 *
 * @param wished from the command line; wins over `CONCH_DATA_DIR`
 */
export function chooseDataFolder(wished: string | undefined, circumstances: Circumstances): string {
  const { platform, homeFolder, workingFolder, environment } = circumstances;
  const { isAbsolute, join, resolve } = platform === 'win32' ? win32 : posix;
  const asked = wished ?? environment['CONCH_DATA_DIR'];
  if (asked !== undefined && asked !== '') return resolve(workingFolder, asked);
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support', 'conch');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homeFolder, 'AppData', 'Roaming'), 'conch');
  // The XDG specification: a relative path is to be ignored.
  const xdg = environment['XDG_DATA_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(homeFolder, '.local', 'share'), 'conch');
}
