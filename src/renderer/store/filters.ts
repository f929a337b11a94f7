import type { Counts } from '../../shared/contract.ts';
import type { Job, JobState } from '../../shared/job.ts';

export type Filter = keyof Counts;

const statesOfFilter: Record<Exclude<Filter, 'all'>, JobState[]> = {
  running: ['queued', 'submitting', 'waiting', 'downloading'],
  attention: ['unknown'],
  failed: ['failed'],
};

/** What to ask `job.list` for; `undefined` means every state. */
export function statesOf(filter: Filter): JobState[] | undefined {
  return filter === 'all' ? undefined : statesOfFilter[filter];
}

/**
 * Whether a clip that just changed belongs into the list on screen. The search is the core's; for the one clip that
 * appears while a search is on, "every word stands in the prompt" is near enough until the next list comes.
 */
export function belongs(job: Job, search: string, filter: Filter): boolean {
  const states = statesOf(filter);
  if (states !== undefined && !states.includes(job.progress.state)) return false;
  const prompt = job.request.prompt.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => prompt.includes(word));
}
