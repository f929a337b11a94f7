import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collection } from '../../shared/clip-query.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { clipTypes, extensionOf, isClipName, sidecarOf } from '../library/clip-name.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Journal } from '../library/journal.ts';
import { restoreBySlices } from '../library/restore-by-slices.ts';
import { jobFromSidecar } from '../library/sidecar-jobs.ts';
import type { Sidecar } from '../library/sidecar.ts';
import { otherOfName } from './other-of-name.ts';
import { createFindings, summed, type Findings } from './findings.ts';
import { largestSidecarBytes, parseSidecar } from './parse-sidecar.ts';
import { readBareClip } from './read-bare-clip.ts';
import { walkFolder } from './walk-folder.ts';
import type { WorkTools } from './work-runner.ts';

/**
 * Brings clips back into the list from the sidecars beside them, and clips without one from what they say of
 * themselves. What the list knows already stays as it is. The size of each clip is compared with its sidecar; its bytes
 * are not read: that is what a thorough scrub does. Only a clip without a sidecar is read whole, for its fingerprint.
 */
export interface RebuildOptions {
  store: Pick<JobStore, 'states' | 'restore' | 'shelf'>;
  /** Clips that were deleted once and whose files are here again. */
  journal: Pick<Journal, 'writeAll'>;
  forgotten: ReadonlySet<string>;
  folders: readonly string[];
  /** A sidecar does not name the provider's origin. */
  originOf(providerId: string): string;
  /** A batch stands in the list. */
  restored(): Promise<void>;
  collectionsChanged(collections: Collection[]): void;
}

/** Files that are read at once. */
const atOnce = 32;
const batch = 1000;

export async function rebuild(options: RebuildOptions, tools: WorkTools): Promise<WorkReport> {
  const { store, journal, forgotten, folders, restored } = options;
  const findings = createFindings();
  const known = new Set(store.states().keys());
  const collections = createCollections(options);
  let pending: Job[] = [];
  let found = 0;
  let looked = 0;

  async function keep(): Promise<void> {
    if (pending.length === 0) return;
    const deletedOnce = pending.filter(({ id }) => forgotten.has(id));
    if (deletedOnce.length > 0) journal.writeAll(deletedOnce);
    await restoreBySlices(store, pending);
    found += pending.length;
    pending = [];
    await restored();
  }

  async function take(folder: string, path: string, reading: Promise<Outcome>): Promise<void> {
    const outcome = await reading;
    looked += 1;
    if (outcome === undefined || 'known' in outcome) return;
    if ('reason' in outcome) {
      findings.add('refused', { name: path, reason: outcome.reason });
      return;
    }
    const elsewhere = await otherOfName(outcome.job, folder, folders);
    // Two files may have been read at once that name one clip.
    if (known.has(outcome.job.id)) {
      findings.add('refused', { name: path, reason: sentence('Another file tells of the same clip.') });
      return;
    }
    if (elsewhere !== undefined) {
      const reason = sentence(
        'Another clip has the same name in {{folder}}, and Conch could not tell the two apart. Give one of them another name, then rebuild again.',
        { folder: elsewhere },
      );
      findings.add('refused', { name: join(folder, path), reason });
      return;
    }
    known.add(outcome.job.id);
    collections.take(outcome.sidecar);
    pending.push(outcome.job);
  }

  for (const folder of folders) {
    for await (const { path, files } of existing(folder, folder === folders[0])) {
      const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
      const sidecars = files.filter((name) => name.endsWith('.json') && !name.startsWith('.'));
      for (let from = 0; from < sidecars.length; from += atOnce) {
        tools.signal.throwIfAborted();
        const names = sidecars.slice(from, from + atOnce).map(below);
        await Promise.all(names.map((name) => take(folder, name, readOne(folder, name, known, options.originOf))));
        tools.progressed(looked);
        if (pending.length >= batch) await keep();
      }
      for (const name of bareClips(files)) {
        tools.signal.throwIfAborted();
        await take(folder, below(name), readBare(folder, below(name), known, options.originOf));
        if (pending.length >= batch) await keep();
      }
    }
  }
  await keep();
  collections.settle();
  return sumUp(found, findings);
}

/** A folder of earlier days may be gone; the one in force must be there, or the report would be a lie. */
async function* existing(folder: string, isInForce: boolean): ReturnType<typeof walkFolder> {
  try {
    yield* walkFolder(folder);
  } catch (error) {
    const isGone = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
    if (codeOf(error) === undefined || !(isGone && !isInForce)) throw diskError(error, folder);
  }
}

type Outcome = { job: JobIn<'done'>; sidecar: Sidecar } | { known: true } | { reason: Sentence } | undefined;

async function readOne(
  folder: string,
  path: string,
  known: ReadonlySet<string>,
  originOf: (providerId: string) => string,
): Promise<Outcome> {
  let bytes;
  try {
    bytes = await readSmall(join(folder, path));
  } catch {
    return { reason: sentence('The file cannot be read.') };
  }
  if (bytes === undefined) return { reason: sentence('The file is too large to describe a clip.') };
  const reading = parseSidecar(bytes);
  if (reading === undefined || 'reason' in reading) return reading;
  const { sidecar } = reading;
  if (known.has(sidecar.id)) return { known: true };
  // Where the clip lies is what counts, not where it once lay: a folder may have been renamed since.
  const clip = await clipBeside(folder, path, sidecar);
  if (clip === undefined) return { reason: sentence('The clip of this description is not there.') };
  if (clip.sizeBytes !== sidecar.asset.sizeBytes)
    return { reason: sentence('The clip has another size than its description says.') };
  const job = jobFromSidecar(sidecar, originOf(sidecar.providerId));
  const asset = { ...sidecar.asset, path: clip.path, poster: false };
  return { sidecar, job: { ...job, progress: { ...job.progress, asset } } };
}

/** Clips without a sidecar: they may tell of themselves. */
function bareClips(files: readonly string[]): string[] {
  const beside = new Set(files);
  return files.filter((name) => isClipName(name) && !name.startsWith('.') && !beside.has(sidecarOf(name)));
}

async function readBare(
  folder: string,
  path: string,
  known: ReadonlySet<string>,
  originOf: (providerId: string) => string,
): Promise<Outcome> {
  const told = await readBareClip(join(folder, path), path, known).catch(() => ({
    reason: sentence('The file cannot be read.'),
  }));
  if (told === undefined || 'reason' in told) return told;
  return { sidecar: told.sidecar, job: jobFromSidecar(told.sidecar, originOf(told.sidecar.providerId)) };
}

/** Undefined when there is more than a sidecar can have. */
async function readSmall(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size > largestSidecarBytes ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}

async function clipBeside(
  folder: string,
  sidecarPath: string,
  { asset }: Sidecar,
): Promise<{ path: string; sizeBytes: number } | undefined> {
  const stem = sidecarPath.replace(/\.json$/, '');
  const usual = extensionOf(asset.type);
  for (const extension of new Set([usual, ...clipTypes.map(extensionOf)])) {
    const path = `${stem}.${extension}`;
    const facts = await lstat(join(folder, path)).catch(() => undefined);
    if (facts?.isFile() === true)
      return { path: path.normalize('NFC') === asset.path ? asset.path : path, sizeBytes: facts.size };
  }
  return undefined;
}

/** A sidecar names the collections of its clip, so that they come back with it. */
function createCollections({ store, collectionsChanged }: Pick<RebuildOptions, 'store' | 'collectionsChanged'>) {
  const known = new Set(store.shelf.collections().map(({ id }) => id));
  const before = known.size;
  const most = before + 1000;
  return {
    take({ collections = [], createdAt }: Sidecar): void {
      for (const { id, name } of collections) {
        if (known.has(id) || known.size >= most) continue;
        known.add(id);
        store.shelf.putCollection({ id, name, createdAt });
      }
    },
    settle(): void {
      if (known.size > before) collectionsChanged(store.shelf.collections());
    },
  };
}

function sumUp(found: number, findings: Findings): WorkReport {
  const refused = findings.total('refused');
  return summed([foundAgain(found), ...(refused === 0 ? [] : [notTakenIn(refused)])], findings);
}

function foundAgain(clips: number): Sentence {
  if (clips === 0) return sentence('The list knew every clip in the folder already.');
  return clips === 1
    ? sentence(
        '{{clips, number}} clip came back into the list. Sizes were compared; “Check every byte” reads the contents.',
        { clips },
      )
    : sentence(
        '{{clips, number}} clips came back into the list. Sizes were compared; “Check every byte” reads the contents.',
        { clips },
      );
}

function notTakenIn(files: number): Sentence {
  return files === 1
    ? sentence('{{files, number}} file could not be taken in.', { files })
    : sentence('{{files, number}} files could not be taken in.', { files });
}
