import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { failure, FailureError } from '../../../shared/failure.ts';
import { sentence, type Sentence } from '../../../shared/sentence.ts';
import type { Host, Log } from '../../host.ts';
import { systemClock } from '../clock.ts';
import { chooseDataFolder } from '../default-data-folder.ts';
import { createSettingsFile } from '../settings-file.ts';
import { proxyFromEnvironment } from '../system-proxy.ts';

export interface BrowserHostOptions {
  /** From the command line. */
  dataFolder?: string;
  version: string;
  environment: Readonly<Record<string, string | undefined>>;
  log: Log;
}

/**
 * A machine of which we have nothing but the disk: no keychain, no native dialog, no notice.
 *
 * @throws {FailureError} when the data folder cannot be made
 */
export function createBrowserHost({ dataFolder: wished, version, environment, log }: BrowserHostOptions): Host {
  const { platform } = process;
  const dataFolder = chooseDataFolder(wished, {
    platform,
    homeFolder: homedir(),
    workingFolder: process.cwd(),
    environment,
  });
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new FailureError(
      failure('disk', sentence('The data folder {{folder}} cannot be made ({{code}}).', { folder: dataFolder, code }), {
        stage: 'local',
      }),
    );
  }
  const openSettings = (): Conf => new Conf({ cwd: dataFolder, configName: 'settings', configFileMode: 0o600 });
  return {
    kind: 'browser',
    version,
    abilities: {
      reveal: false,
      openClip: false,
      dragOut: false,
      chooseFolder: false,
      notify: false,
      systemTrash: false,
      keyStorage: 'session',
      keyFile: true,
    },
    dataFolder,
    settings: createSettingsFile(join(dataFolder, 'settings.json'), openSettings, systemClock.now),
    environment,
    systemProxy: async (url) => proxyFromEnvironment(environment, url),
    clock: systemClock,
    log,
    acts: {
      reveal: () => Promise.reject(cannot(sentence('A browser window cannot open the file manager.'))),
      openFile: () => Promise.reject(cannot(sentence('A browser window cannot open another player.'))),
      dragOut: () => Promise.reject(cannot(sentence('A browser window cannot give files to other programs.'))),
      chooseArchive: () =>
        Promise.reject(cannot(sentence('A browser window cannot open the file dialog. Type the full path.'))),
      chooseSave: () =>
        Promise.reject(cannot(sentence('A browser window cannot open the file dialog. Type the full path.'))),
      chooseFolder: () =>
        Promise.reject(cannot(sentence('A browser window cannot open the folder dialog. Type the folder’s path.'))),
      trashItem: () => Promise.reject(cannot(sentence('A browser window has no trash of the system.'))),
      // The core tells of every finished clip; here the window itself is where the person sees it.
      notify: () => {},
      isInFront: () => false,
      showAttention: () => {},
      showProgress: () => {},
    },
  };
}

function cannot(reason: Sentence): FailureError {
  return new FailureError(failure('invalid-request', reason, { stage: 'local' }));
}
