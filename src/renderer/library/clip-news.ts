import type { Job } from '../../shared/job.ts';
import { stateOf, stateWords, type StateKey } from '../ui/state-word.ts';
import { onOneLine } from './tile-facts.ts';

/** What became of clips, for people who cannot see the tiles change. Only the ends of the way are news. Pure. */

type NewsKey = Extract<StateKey, 'done' | 'failed' | 'attention'>;

export interface ClipNews {
  key: NewsKey;
  prompt: string;
}

const newsKeys: readonly StateKey[] = ['done', 'failed', 'attention'];
const longestPrompt = 80;

/** Clips that were known before and have reached an end since. */
export function newsBetween(before: ReadonlyMap<string, Job>, after: ReadonlyMap<string, Job>): ClipNews[] {
  if (before === after) return [];
  const news: ClipNews[] = [];
  for (const [id, job] of after) {
    const earlier = before.get(id);
    if (earlier === undefined || earlier === job) continue;
    const { key } = stateOf(job);
    if (isNews(key) && stateOf(earlier).key !== key) news.push({ key, prompt: job.request.prompt });
  }
  return news;
}

/** One sentence: the clip by its prompt, or counts where several came together. */
export function newsText(news: readonly ClipNews[]): string {
  const [only] = news;
  if (only === undefined) return '';
  if (news.length === 1) {
    const prompt = onOneLine(only.prompt);
    return `${stateWords[only.key]}: ${prompt.length > longestPrompt ? `${prompt.slice(0, longestPrompt)}…` : prompt}`;
  }
  const parts = newsKeys.flatMap((key) => {
    const count = news.filter((one) => one.key === key).length;
    return count === 0 ? [] : [`${count} ${stateWords[key].toLowerCase()}`];
  });
  return `Clips: ${parts.join(', ')}`;
}

function isNews(key: StateKey): key is NewsKey {
  return newsKeys.includes(key);
}
