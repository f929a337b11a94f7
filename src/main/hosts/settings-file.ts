import { readFileSync, renameSync } from 'node:fs';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { SettingsFile } from '../host.ts';

/**
 * A settings file that is opened when it is first used. One that is damaged is put aside, never overwritten: the first
 * use then throws a `FailureError` that says so, and the next one begins anew.
 *
 * @param path where the file lies
 * @param open makes the Conf (or electron-store) over that path; throws on a file that is not JSON
 */
export function createSettingsFile(path: string, open: () => SettingsFile, now: () => number): SettingsFile {
  let opened: SettingsFile | undefined;
  function file(): SettingsFile {
    if (opened !== undefined) return opened;
    if (isDamaged(path)) {
      const aside = `${path}.damaged-${now()}`;
      renameSync(path, aside);
      throw new FailureError(
        failure(
          'disk',
          sentence('The settings could not be read and start anew. The damaged file is kept as {{aside}}.', { aside }),
          {
            stage: 'local',
          },
        ),
      );
    }
    opened = open();
    return opened;
  }
  return {
    get store() {
      return file().store;
    },
    set store(value) {
      file().store = value;
    },
  };
}

function isDamaged(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    // Anything but bad JSON (no file, no permission) is for the one who opens it to meet.
    return thrown instanceof SyntaxError;
  }
  return false;
}
