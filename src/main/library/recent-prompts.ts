import type { RecentPrompt } from '../../shared/prompts.ts';
import type { ClipIndex } from './clip-index.ts';

/** So far back in the library, and so many different ones. */
const mostClips = 1000;
const mostPrompts = 30;
const pageSize = 200;

/** What clips were made with lately, each text once, the newest first. May throw `FailureError`. */
export function recentPrompts(clips: Pick<ClipIndex, 'page'>): RecentPrompt[] {
  const found = new Map<string, RecentPrompt>();
  for (let offset = 0; offset < mostClips; offset += pageSize) {
    const { jobs } = clips.page({}, offset, pageSize);
    for (const { request, createdAt } of jobs) {
      const text = request.prompt.trim();
      if (text !== '' && !found.has(text)) found.set(text, { text, at: createdAt });
      if (found.size === mostPrompts) return [...found.values()];
    }
    if (jobs.length < pageSize) break;
  }
  return [...found.values()];
}
