import type { Job } from '../../shared/job.ts';
import type { SessionState } from '../store/session.ts';
import { stateOf, type StateKey } from '../ui/state-word.ts';
import { onOneLine } from './tile-facts.ts';
import { key, t } from '../texts/index.ts';
import { factsOf } from '../texts/format.ts';

/** What became of clips, for people who do not see the tiles change. Only both ends of the way are news. Pure. */

type NewsKey = Extract<StateKey, 'queued' | 'done' | 'failed' | 'attention'>;

export interface ClipNews {
  key: NewsKey;
  id: string;
  prompt: string;
}

const newsKeys: readonly NewsKey[] = ['queued', 'done', 'failed', 'attention'];
const longestPrompt = 80;

const oneText: Record<NewsKey, string> = {
  queued: key('Queued: {{prompt}}'),
  done: key('Done: {{prompt}}'),
  failed: key('Failed: {{prompt}}'),
  attention: key('Needs attention: {{prompt}}'),
};
const countText: Record<NewsKey, string> = {
  queued: key('{{count, number}} queued'),
  done: key('{{count, number}} done'),
  failed: key('{{count, number}} failed'),
  attention: key('{{count, number}} needs attention'),
};

type Seen = Pick<SessionState, 'jobs' | 'newestSequence'> & { session?: { dataFolder: string } | undefined };

/** Clips that were known before and have reached an end since, and those that were just made. */
export function newsBetween(before: Seen, after: Seen): ClipNews[] {
  if (before.jobs === after.jobs) return [];
  const news: ClipNews[] = [];
  for (const [id, job] of after.jobs) {
    const earlier = before.jobs.get(id);
    if (earlier === job) continue;
    const { key: state } = stateOf(job);
    if (!isNews(state)) continue;
    const isNew =
      earlier === undefined ? isJustMade(job, before, after) : stateOf(earlier).key !== state && state !== 'queued';
    if (isNew) news.push({ key: state, id, prompt: job.request.prompt });
  }
  return news;
}

/** Not one that was read with the session, with another library, or with a further page. */
function isJustMade({ sequence, progress }: Job, before: Seen, after: Seen): boolean {
  if (before.session === undefined || before.session.dataFolder !== after.session?.dataFolder) return false;
  return progress.state === 'queued' && sequence > before.newestSequence;
}

/** One sentence: the clip by its prompt, or counts where several came together. */
export function newsText(news: readonly ClipNews[]): string {
  const [only] = news;
  if (only === undefined) return '';
  if (news.length === 1) {
    const prompt = onOneLine(only.prompt);
    return t(oneText[only.key], {
      prompt: prompt.length > longestPrompt ? `${prompt.slice(0, longestPrompt)}…` : prompt,
    });
  }
  const parts = newsKeys.flatMap((end) => {
    const count = news.filter((one) => one.key === end).length;
    return count === 0 ? [] : [t(countText[end], { count })];
  });
  return t('Clips: {{counts}}', { counts: factsOf(parts) });
}

function isNews(state: StateKey): state is NewsKey {
  return newsKeys.some((end) => end === state);
}
