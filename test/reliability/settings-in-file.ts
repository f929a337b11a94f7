import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SettingsFile } from '../../src/main/host.ts';

/** Settings as one JSON file, written beside and renamed: what conf does, without conf. */
export function createSettingsInFile(path: string): SettingsFile {
  let kept = read(path);
  return {
    get store() {
      return kept;
    },
    set store(value) {
      kept = value;
      writeFileSync(`${path}.new`, JSON.stringify(value));
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
