import { chmod, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FailureError, failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Log } from '../host.ts';
import { codeOf, writeAtomically } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';

/** `keys.json`: per provider either sealed bytes in base64, or, only where the person chose so, the key itself. */
const storedKeySchema = z.union([z.object({ sealed: z.base64() }), z.object({ plain: z.string() })]);
export type StoredKey = z.infer<typeof storedKeySchema>;

export type StoredKeys = Record<string, StoredKey>;

export interface KeyFile {
  /** Never throws: a file that cannot be read is put aside, or left as it is, and said in the log. */
  read(): Promise<StoredKeys>;
  /** Throws `FailureError` of kind `disk`; the file is then as before. */
  write(keys: StoredKeys): Promise<void>;
}

const fileSchema = z.object({ version: z.literal(1), keys: z.record(z.string(), z.unknown()) });
const ownerOnly = 0o600;

export function createKeyFile(folder: string, log: Log): KeyFile {
  const path = join(folder, 'keys.json');
  /** Entries that this version does not understand: kept as they are. */
  let foreign: Record<string, unknown> = {};
  return {
    async read() {
      let text;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') await putAside(path, log);
        return {};
      }
      await closeToOthers(path, log);
      const file = fileSchema.safeParse(parseJson(text));
      if (!file.success) {
        await putAside(path, log);
        return {};
      }
      const keys: StoredKeys = {};
      for (const [id, value] of Object.entries(file.data.keys)) {
        const stored = storedKeySchema.safeParse(value);
        if (stored.success) keys[id] = stored.data;
        else foreign = { ...foreign, [id]: value };
      }
      return keys;
    },

    async write(keys) {
      try {
        if (Object.values(keys).some((key) => 'plain' in key)) await assertPrivate(folder);
        const content = { version: 1, keys: { ...foreign, ...keys } };
        await writeAtomically(path, `${JSON.stringify(content, null, 2)}\n`, { mode: ownerOnly });
      } catch (error) {
        throw diskError(error, folder);
      }
    },
  };
}

/** Some disks (FAT, some network shares) know no permissions; a key in clear text must not lie there. */
async function assertPrivate(folder: string): Promise<void> {
  const probe = join(folder, '.conch-private-probe');
  await writeAtomically(probe, '', { mode: ownerOnly });
  const isOpen = await isOpenToOthers(probe);
  await rm(probe, { force: true });
  if (!isOpen) return;
  const message = sentence('The disk of {{folder}} cannot keep a file private, so the key was not stored.', { folder });
  throw new FailureError(failure('disk', message, { stage: 'local' }));
}

async function isOpenToOthers(path: string): Promise<boolean> {
  // Windows has no such bits; the folder lies in the account's own profile.
  return process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0;
}

async function closeToOthers(path: string, log: Log): Promise<void> {
  try {
    if (!(await isOpenToOthers(path))) return;
    await chmod(path, ownerOnly);
    log.warn('other accounts could read the stored keys; closed', {});
  } catch (error) {
    log.warn('the stored keys could not be closed to other accounts', { code: codeOf(error) });
  }
}

async function putAside(path: string, log: Log): Promise<void> {
  const aside = `${path}.damaged-${Date.now()}`;
  try {
    await rename(path, aside);
    log.warn('the stored keys could not be read and have been put aside', { aside });
  } catch (error) {
    log.warn('the stored keys could not be read', { code: codeOf(error) });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
