import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jobSchema, type Job, type JobIn } from '../../shared/job.ts';
import { sidecarSchema, type Sidecar } from './sidecar.ts';

/**
 * Finished clips as their sidecars tell of them, for a library that has lost its list. Only clips whose file is there
 * in its full size. They come without a sequence.
 */
export function jobsFromSidecars(
  libraryFolders: readonly string[],
  originOf: (providerId: string) => string,
  found: (sidecar: Sidecar) => void = () => {},
): Job[] {
  return libraryFolders.flatMap((library) =>
    monthFolders(library).flatMap((month) =>
      namesIn(join(library, month))
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => {
          const sidecar = read(join(library, month, name));
          if (sidecar === undefined || !isThere(join(library, sidecar.asset.path), sidecar.asset.sizeBytes)) return [];
          const job = jobSchema.safeParse(jobFromSidecar(sidecar, originOf(sidecar.providerId)));
          if (!job.success) return [];
          found(sidecar);
          return [job.data];
        }),
    ),
  );
}

/** The finished clip that a sidecar tells of, without a sequence. `origin` is not in it. */
export function jobFromSidecar(sidecar: Sidecar, origin: string): JobIn<'done'> {
  const { id, remoteId, request, createdAt, acceptedAt, finishedAt, savedAt, cost, asset, keeping } = sidecar;
  return {
    id,
    sequence: 0,
    createdAt,
    updatedAt: savedAt,
    request,
    progress: {
      state: 'done',
      intent: {
        sentAt: acceptedAt,
        origin,
        // Which key it was is not known any more.
        keyFingerprint: '',
        requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
      },
      remote: { id: remoteId },
      acceptedAt,
      ...(cost && { cost }),
      finishedAt,
      savedAt,
      asset,
    },
    ...(keeping && { keeping }),
  };
}

const monthFolder = /^\d{4}-\d{2}$/;

function monthFolders(library: string): string[] {
  return namesIn(library).filter((name) => monthFolder.test(name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there, or no folder.
    return [];
  }
}

function read(path: string): Sidecar | undefined {
  try {
    return sidecarSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function isThere(path: string, sizeBytes: number): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts !== undefined && facts.isFile() && facts.size === sizeBytes;
}
