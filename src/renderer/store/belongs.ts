import type { ClipQuery } from '../../shared/clip-query.ts';
import type { Job } from '../../shared/job.ts';
import { foldTag } from '../../shared/keeping.ts';

/**
 * Whether a clip that has just come or changed belongs into the list on screen. The core's word counts; this is near
 * enough for one clip until the list is read again. Pure.
 */
export function belongs(job: Job, query: ClipQuery): boolean {
  const { request, progress, keeping } = job;
  const mode = request.firstFrame === undefined ? 'text' : 'image';
  return (
    isInTrash(job) === (query.trashed ?? false) &&
    isAmong(progress.state, query.states) &&
    isAmong(request.providerId, query.providerIds) &&
    isAmong(request.modelId, query.modelIds) &&
    isAmong(mode, query.modes) &&
    isAmong(request.durationSeconds, query.durations) &&
    isAmong(request.resolution, query.resolutions) &&
    job.createdAt >= (query.createdFromAt ?? -Infinity) &&
    job.createdAt < (query.createdBeforeAt ?? Infinity) &&
    (query.favourite === undefined || keeping?.favourite === true) &&
    (keeping?.rating ?? 0) >= (query.minRating ?? 0) &&
    (query.collectionId === undefined || keeping?.collectionIds.includes(query.collectionId) === true) &&
    hasTags(job, query.tags ?? []) &&
    says(job, query.search ?? '')
  );
}

export function isInTrash({ keeping }: Job): boolean {
  return keeping?.trashedAt !== undefined;
}

/** Whether the query leaves out nothing but the trash: then every clip has a place in the list. */
export function findsAll(query: ClipQuery): boolean {
  const { sort: _sort, search = '', ...conditions } = query;
  return search.trim() === '' && Object.values(conditions).every((value) => value === undefined);
}

function isAmong<T>(value: T | undefined, wanted: readonly T[] | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

function hasTags({ keeping }: Job, tags: readonly string[]): boolean {
  const own = new Set(keeping?.tags.map(foldTag));
  return tags.every((tag) => own.has(foldTag(tag)));
}

function says({ request, keeping }: Job, search: string): boolean {
  const text = [request.prompt, keeping?.note ?? '', ...(keeping?.tags ?? [])].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
