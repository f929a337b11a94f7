import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Collection } from '../../shared/clip-query.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import type { Keeping } from '../../shared/keeping.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { verifyPart } from '../download/verify-part.ts';
import { createFindings, shownName, type Findings } from '../library-folder/findings.ts';
import { readBareClip } from '../library-folder/read-bare-clip.ts';
import { largestSidecarBytes, parseSidecar } from '../library-folder/parse-sidecar.ts';
import type { WorkTools } from '../library-folder/work-runner.ts';
import { clipTypes, extensionOf, isClipName } from '../library/clip-name.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Journal } from '../library/journal.ts';
import type { MediaStore } from '../library/media-store.ts';
import type { PictureStore } from '../library/picture-store.ts';
import { restoreBySlices } from '../library/restore-by-slices.ts';
import { jobFromSidecar } from '../library/sidecar-jobs.ts';
import type { Sidecar } from '../library/sidecar.ts';
import { importReport } from './import-report.ts';
import type { ImportEntry, ImportSource } from './import-source.ts';
import { readKnownClips, type KnownClips } from './known-clips.ts';
import { EntryRefused, readEntry, receiveEntry } from './receive-entry.ts';

/**
 * Takes clips in from another library. What is here already stays as it is; nothing is ever written over. Each file
 * that is not taken in is named with its reason, and costs no other. What comes in is finished: it is never sent, and
 * never looked for by itself.
 */
export interface ImportOptions {
  source: ImportSource;
  store: Pick<JobStore, 'states' | 'getMany' | 'get' | 'restore' | 'shelf'>;
  journal: Pick<Journal, 'writeAll'>;
  forgotten: ReadonlySet<string>;
  media: Pick<MediaStore, 'adopt' | 'partPath' | 'freeBytes' | 'folder'>;
  pictures: Pick<PictureStore, 'add' | 'path'>;
  /** Clips that no sidecar tells of come in too, with nothing but their name. */
  includeForeign: boolean;
  originOf(providerId: string): string;
  now(): number;
  /** A batch stands in the list. */
  restored(): Promise<void>;
  collectionsChanged(collections: Collection[]): void;
}

/** Room that is left alone. */
const keptFreeBytes = 256 * 1024 * 1024;
const largestPictureBytes = 64_000_000;
/** Clips that come into the list at once: each time, all that is known of it for the window is read anew. */
const batch = 1000;

interface Desk extends ImportOptions {
  tools: WorkTools;
  findings: Findings;
  known: KnownClips;
  byName: ReadonlyMap<string, ImportEntry>;
  /** Clips of which a sidecar tells, whether they were taken in or not. */
  claimed: Set<string>;
  pending: Job[];
}

export async function importClips(options: ImportOptions, tools: WorkTools): Promise<WorkReport> {
  const { source, store } = options;
  const findings = createFindings();
  for (const { name, reason } of source.refused) findings.add('refused', { name, reason });
  const desk: Desk = {
    ...options,
    tools,
    findings,
    known: await readKnownClips(store, tools.signal),
    byName: new Map(source.entries.map((entry) => [entry.name, entry])),
    claimed: new Set(),
    pending: [],
  };
  const collectionsBefore = store.shelf.collections().length;
  const sidecars = source.entries.filter(({ name }) => name.endsWith('.json') && !/(^|\/)index\.json$/.test(name));
  let taken = 0;
  try {
    for (const [at, entry] of sidecars.entries()) {
      tools.signal.throwIfAborted();
      if (await attempt(desk, entry.name, () => takeDescribed(desk, entry))) taken += 1;
      tools.progressed(at + 1, sidecars.length);
      if (desk.pending.length >= batch) await keep(desk);
    }
    for (const entry of source.entries.filter(({ name }) => isClipName(name) && !desk.claimed.has(name))) {
      tools.signal.throwIfAborted();
      if (await attempt(desk, entry.name, () => takeBare(desk, entry))) taken += 1;
    }
  } finally {
    // What has been taken in stays, also when the rest is stopped.
    await keep(desk);
    const collections = store.shelf.collections();
    if (collections.length > collectionsBefore) options.collectionsChanged(collections);
  }
  return importReport(taken, findings);
}

/** A file that is refused costs no other; trouble with our own disk ends it all. */
async function attempt({ findings }: Desk, name: string, take: () => Promise<boolean>): Promise<boolean> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof EntryRefused)) throw error;
    findings.add('refused', { name, reason: error.reason });
    return false;
  }
}

async function takeDescribed(desk: Desk, entry: ImportEntry): Promise<boolean> {
  const { source, known, findings, claimed } = desk;
  const reading = parseSidecar(await readEntry(source, entry, largestSidecarBytes));
  // JSON of another program.
  if (reading === undefined) return false;
  if ('reason' in reading) throw new EntryRefused(reading.reason);
  const { sidecar } = reading;
  const clip = clipBeside(desk, entry.name, sidecar);
  if (clip === undefined) throw new EntryRefused(sentence('The clip of this description is not there.'));
  claimed.add(clip.name);
  const presence = known.presenceOf(sidecar);
  if (presence !== undefined) {
    if (presence.isConflict) throw new EntryRefused(presence.reason);
    findings.add('present', { name: clip.name, clipId: presence.id, reason: presence.reason });
    return false;
  }
  if (clip.sizeBytes !== sidecar.asset.sizeBytes) {
    throw new EntryRefused(sentence('The clip has another size than its description says.'));
  }
  const { keeping, ...told } = jobFromSidecar(sidecar, desk.originOf(sidecar.providerId));
  const job = { ...told, ...(keeping && { keeping: outOfTrash(keeping) }) };
  const isNew = await takeIn(desk, clip, async () => ({ job, sidecar }));
  if (!isNew) return false;
  await takePicture(desk, sidecar);
  return true;
}

/** Whoever takes a clip in does not mean to throw it away. */
function outOfTrash({ trashedAt: _there, ...keeping }: Keeping): Keeping {
  return keeping;
}

function clipBeside({ byName }: Desk, name: string, { asset }: Sidecar): ImportEntry | undefined {
  const stem = name.replace(/\.json$/, '');
  for (const extension of [asset.type, ...clipTypes].map(extensionOf)) {
    const beside = byName.get(`${stem}.${extension}`);
    if (beside !== undefined) return beside;
  }
  return undefined;
}

/** A clip without a sidecar: it may tell of itself, or else nothing is known but its bytes and its name. */
async function takeBare(desk: Desk, entry: ImportEntry): Promise<boolean> {
  const { known, findings, includeForeign, originOf } = desk;
  return takeIn(desk, entry, async (path) => {
    const reading = await readBareClip(path, entry.name, new Set());
    if (reading !== undefined && 'sidecar' in reading) {
      const { sidecar } = reading;
      const presence = known.presenceOf(sidecar);
      if (presence === undefined) return { job: jobFromSidecar(sidecar, originOf(sidecar.providerId)), sidecar };
      if (presence.isConflict) throw new EntryRefused(presence.reason);
      findings.add('present', { name: entry.name, clipId: presence.id, reason: presence.reason });
      return undefined;
    }
    if (includeForeign) return { job: foreignJob(desk, entry) };
    findings.add('foreign', { name: entry.name, reason: sentence('No description lies beside this clip.') });
    return undefined;
  });
}

function foreignJob(desk: Desk, entry: ImportEntry): JobIn<'done'> {
  const at = desk.now();
  const name = shownName(entry.name.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '');
  const asset = { path: '', sizeBytes: entry.sizeBytes, sha256: '', type: 'video/mp4', poster: false } as const;
  return {
    id: randomUUID(),
    sequence: 0,
    createdAt: at,
    updatedAt: at,
    request: { providerId: 'foreign', modelId: 'unknown', prompt: name },
    progress: {
      state: 'done',
      intent: { sentAt: at, origin: '', keyFingerprint: '', requestHash: '' },
      remote: { id: 'foreign' },
      acceptedAt: at,
      finishedAt: at,
      savedAt: at,
      asset,
    },
  };
}

interface Described {
  job: JobIn<'done'>;
  /** What tells of it, when something does. */
  sidecar?: Sidecar;
}

/**
 * False when the same bytes are here already, or when it is not to come in.
 *
 * @param describe tells which clip it is, from the bytes that have been received
 */
async function takeIn(
  desk: Desk,
  entry: ImportEntry,
  describe: (path: string) => Promise<Described | undefined>,
): Promise<boolean> {
  const { media, source, tools, known, findings } = desk;
  const free = await media.freeBytes();
  if (free !== undefined && free < entry.sizeBytes + keptFreeBytes) {
    throw diskError(
      Object.assign(new Error('full'), { code: 'ENOSPC' }),
      media.folder(),
      entry.sizeBytes + keptFreeBytes - free,
    );
  }
  const path = media.partPath(randomUUID());
  try {
    const sha256 = await receiving(media.folder(), () => receiveEntry(source, entry, path, tools.signal));
    const same = known.idOf(sha256);
    if (same !== undefined) {
      findings.add('present', {
        name: entry.name,
        clipId: same,
        reason: sentence('The same clip is in your library.'),
      });
      return false;
    }
    const described = await receiving(media.folder(), () => describe(path));
    if (described === undefined) return false;
    const { job, sidecar } = described;
    const { sha256: wanted, downloadedSha256 } = job.progress.asset;
    if (wanted !== '' && sha256 !== wanted)
      throw new EntryRefused(sentence('The content is not what its description says.'));
    const verdict = await verifyPart(path);
    if (verdict.verdict !== 'video') throw new EntryRefused(sentence('This is no whole video.'));
    const { verdict: _video, ...facts } = verdict;
    const part = { path, sizeBytes: entry.sizeBytes, sha256, ...facts };
    // The sidecar that is written with the file names its collections.
    if (sidecar !== undefined) nameCollections(desk, sidecar);
    const asset = await media.adopt(asDownload(job), {
      ...part,
      ...(downloadedSha256 !== undefined && { downloadedSha256 }),
    });
    desk.pending.push({ ...job, progress: { ...job.progress, savedAt: Math.max(desk.now(), Date.now()), asset } });
    known.add(job.id, sha256);
    return true;
  } finally {
    await rm(path, { force: true });
  }
}

async function receiving<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw diskError(error, folder);
    throw error;
  }
}

/** As it was just before its file came: what the media store takes a file for. */
function asDownload({ progress, ...job }: JobIn<'done'>): Job {
  const {
    asset: _asset,
    savedAt: _savedAt,
    expiresAt: _expiresAt,
    lastFailure: _failure,
    former: _former,
    ...accepted
  } = progress;
  const outputs = [{ url: 'file:' }];
  return {
    ...job,
    progress: { ...accepted, state: 'downloading', outputs, dueAt: progress.finishedAt, troubles: 0, refreshed: false },
  };
}

function nameCollections({ store }: Desk, { collections = [], createdAt }: Sidecar): void {
  const known = store.shelf.collections();
  for (const { id, name } of collections) {
    if (known.length >= 2000 || known.some((collection) => collection.id === id)) continue;
    store.shelf.putCollection({ id, name, createdAt });
  }
}

async function takePicture({ source, byName, pictures }: Desk, { request }: Sidecar): Promise<void> {
  if (request.firstFrame?.kind !== 'picture') return;
  const { id, type } = request.firstFrame.picture;
  const entry = byName.get(`pictures/${id}.${type.replace('image/', '')}`);
  if (entry === undefined || (await pictures.path(id)) !== undefined) return;
  try {
    // Kept under the hash of its bytes: a wrong one is merely never asked for.
    await pictures.add(await readEntry(source, entry, largestPictureBytes));
  } catch {
    // The clip is whole without the picture that it was made from.
  }
}

async function keep(desk: Desk): Promise<void> {
  const { pending, store, journal, forgotten } = desk;
  if (pending.length === 0) return;
  const deletedOnce = pending.filter(({ id }) => forgotten.has(id));
  if (deletedOnce.length > 0) journal.writeAll(deletedOnce);
  await restoreBySlices(store, pending);
  pending.length = 0;
  await desk.restored();
}
