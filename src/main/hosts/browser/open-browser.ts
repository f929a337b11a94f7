import { spawn } from 'node:child_process';

interface Opener {
  command: string;
  arguments: string[];
}

/** The system's own way to show an address; undefined where there is no screen to show it on. */
export function browserOpener(
  url: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | undefined {
  if (platform === 'darwin') return { command: 'open', arguments: [url] };
  // `start` is a word of the command interpreter, which would read the address for itself first.
  if (platform === 'win32') return { command: 'rundll32', arguments: ['url.dll,FileProtocolHandler', url] };
  const hasScreen = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some(
    (name) => name !== undefined && name !== '',
  );
  return hasScreen ? { command: 'xdg-open', arguments: [url] } : undefined;
}

/** Shows the address in the person's browser. The address was printed, so nothing is lost when this fails. */
export function openBrowser(url: string, onTrouble: (reason: string) => void): void {
  const opener = browserOpener(url, process.platform, process.env);
  if (opener === undefined) return;
  const child = spawn(opener.command, opener.arguments, { detached: true, stdio: 'ignore' });
  child.on('error', () => {
    onTrouble(`${opener.command} could not be started`);
  });
  child.unref();
}
