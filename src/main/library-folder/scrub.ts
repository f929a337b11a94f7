import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isIn, type JobIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { hashFile } from '../disk/hash-file.ts';
import { isClipName, sidecarOf } from '../library/clip-name.ts';
import type { JobStore } from '../library/job-store.ts';
import type { MediaStore } from '../library/media-store.ts';
import { createFindings, summed, type Findings } from './findings.ts';
import { walkFolder } from './walk-folder.ts';
import type { WorkTools } from './work-runner.ts';

/**
 * Compares the list with the files. It changes nothing.
 *
 * A quick look compares sizes, and reads only files that were written to after they were saved. A thorough one reads
 * every byte of every clip and compares its SHA-256.
 */
export interface ScrubOptions {
  store: Pick<JobStore, 'states' | 'getMany'>;
  media: Pick<MediaStore, 'absolutePath' | 'folder'>;
  /** Every folder that clips were saved in, the one in force first. */
  folders: readonly string[];
  thorough: boolean;
}

const batch = 200;
/** Some file systems keep times in steps of two seconds. */
const timeGrainMs = 3000;

export async function scrub(options: ScrubOptions, tools: WorkTools): Promise<WorkReport> {
  const { store, media, folders, thorough } = options;
  const ids = [...store.states()].flatMap(([id, state]) => (state === 'done' ? [id] : []));
  if (ids.length > 0) await assertThere(media.folder());
  const findings = createFindings();
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += batch) {
    const jobs = store.getMany(ids.slice(from, from + batch));
    for (const job of jobs) {
      tools.signal.throwIfAborted();
      if (!isIn(job, 'done')) continue;
      const { path } = job.progress.asset;
      for (const folder of folders) for (const name of [path, sidecarOf(path)]) known.add(keyOf(join(folder, name)));
      await lookAt(job, await media.absolutePath(job.progress.asset), thorough, findings);
    }
    tools.progressed(Math.min(from + batch, ids.length), ids.length);
  }
  for (const folder of folders) await findForeign(folder, known, findings, tools.signal);
  return sumUp(ids.length, thorough, findings);
}

async function assertThere(folder: string): Promise<void> {
  try {
    await lstat(folder);
  } catch (error) {
    // Without its disk, every single clip would be called missing.
    throw diskError(error, folder);
  }
}

async function lookAt(
  job: JobIn<'done'>,
  path: string | undefined,
  thorough: boolean,
  findings: Findings,
): Promise<void> {
  const { asset, savedAt } = job.progress;
  const found = { name: asset.path, clipId: job.id };
  if (path === undefined) {
    const reason = sentence('The file is not in the library folder any more.');
    findings.add('missing', { ...found, reason });
    return;
  }
  try {
    const { size, mtimeMs } = await lstat(path);
    if (size !== asset.sizeBytes) {
      const reason =
        size === 0 ? sentence('The file is empty.') : sentence('The file has another size than when it was saved.');
      findings.add('changed', { ...found, reason });
      return;
    }
    const isUntouched = mtimeMs <= savedAt + timeGrainMs;
    if (isUntouched && !thorough) return;
    if ((await hashFile(path)) === asset.sha256) return;
    findings.add('changed', { ...found, reason: sentence('The content is not what was saved.') });
  } catch {
    findings.add('changed', { ...found, reason: sentence('The file cannot be read.') });
  }
}

async function findForeign(folder: string, known: Set<string>, findings: Findings, signal: AbortSignal): Promise<void> {
  try {
    for await (const { path, files, others } of walkFolder(folder)) {
      signal.throwIfAborted();
      const clips = files.filter((name) => isClipName(name) && !name.startsWith('.'));
      for (const name of clips) {
        if (known.has(keyOf(join(folder, path, name)))) continue;
        const reason = sentence('No clip in the list belongs to this file.');
        findings.add('foreign', { name: join(folder, path, name), reason });
      }
      for (const name of others.filter(isClipName)) {
        const reason = sentence('This is a link and not a file, so Conch does not touch it.');
        findings.add('foreign', { name: join(folder, path, name), reason });
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    // A folder of earlier days may be on a disk that is not here; its clips have been found missing already.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** The Mac gives names back decomposed. */
function keyOf(path: string): string {
  return resolve(path).normalize('NFC');
}

function sumUp(clips: number, thorough: boolean, findings: Findings): WorkReport {
  const how = thorough
    ? sentence('Every byte was read and compared.')
    : sentence('Sizes and dates were compared; a thorough check reads every byte.');
  const values = {
    clips,
    missing: findings.total('missing'),
    changed: findings.total('changed'),
    foreign: findings.total('foreign'),
  };
  return summed(
    [values.missing + values.changed + values.foreign === 0 ? sound(clips) : unsound(values), how],
    findings,
  );
}

function sound(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip checked, and all is well.', { clips })
    : sentence('{{clips, number}} clips checked, and all is well.', { clips });
}

function unsound(values: { clips: number; missing: number; changed: number; foreign: number }): Sentence {
  return values.clips === 1
    ? sentence(
        '{{clips, number}} clip checked: {{missing, number}} missing, {{changed, number}} changed, {{foreign, number}} not in the list.',
        values,
      )
    : sentence(
        '{{clips, number}} clips checked: {{missing, number}} missing, {{changed, number}} changed, {{foreign, number}} not in the list.',
        values,
      );
}
