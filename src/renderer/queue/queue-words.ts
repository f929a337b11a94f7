import type { Job } from '../../shared/job.ts';
import { priorityOf, type Priority } from '../../shared/queue-place.ts';
import type { QueueProvider } from '../../shared/queue.ts';
import type { Waits } from '../../shared/wait.ts';
import { shortFailure } from '../library/failure-words.ts';
import { onOneLine } from '../library/tile-facts.ts';
import { clipsText } from '../library/measures.ts';
import { roughText } from '../library/times.ts';
import { factsOf, number, paragraph } from '../texts/format.ts';
import { key, t } from '../texts/index.ts';

/** What the queue says of itself. Pure. */

/** To be said by `t`. */
export const priorityNames: Record<Priority, string> = {
  high: key('High priority'),
  normal: key('Normal priority'),
  low: key('Low priority'),
};

/** To be said by `t`. */
export const limitNames: Record<QueueProvider['pace']['limits'][number]['what'], string> = {
  'clips-at-once': key('Published: {{most, number}} clips at once.'),
  'sends-per-minute': key('Published: {{most, number}} clips a minute.'),
  'looks-per-minute': key('Published: {{most, number}} questions a minute.'),
};

/** `2 of 3 at once, 8 of 20 a minute`; where nothing was learned the limits alone. */
export function paceText({
  clipsAtOnce,
  mostClipsAtOnce,
  perMinute,
  mostPerMinute,
  learned,
}: QueueProvider['pace']): string {
  const rate = (value: number): string => number(value < 10 ? Number(value.toFixed(1)) : Math.floor(value));
  if (!learned)
    return t('{{clips, number}} at once, {{rate}} a minute', { clips: mostClipsAtOnce, rate: rate(mostPerMinute) });
  return t('{{clips, number}} of {{mostClips, number}} at once, {{rate}} of {{mostRate}} a minute', {
    clips: clipsAtOnce,
    mostClips: mostClipsAtOnce,
    rate: rate(perMinute),
    mostRate: rate(mostPerMinute),
  });
}

/** When all of it may be through, as far as one's own runs can tell. Undefined: there is nothing to say. */
export function etaText({ clips, endsInMs, withoutWait, paused }: Waits['queue']): string | undefined {
  if (clips === 0) return undefined;
  const isPartial = withoutWait > 0 && endsInMs !== undefined;
  return paragraph(
    endsInMs === undefined
      ? t('How long it takes is not known yet: too few clips of this kind were made.')
      : t('Through in about {{time}}.', { time: roughText(endsInMs) }),
    isPartial
      ? t('Not counted: {{count, number}} clips of a kind with too few runs.', { count: withoutWait })
      : undefined,
    paused > 0 ? t('{{count, number}} clips are paused.', { count: paused }) : undefined,
  );
}

/** What keeps one clip from going in its turn: it is paused, or the latest attempt was turned away. */
export function heldText({ place, progress }: Job): string | undefined {
  if (place?.paused === true) return t('Paused', { context: 'clip' });
  const trouble = progress.state === 'queued' ? progress.lastFailure : undefined;
  return trouble === undefined ? undefined : shortFailure(trouble);
}

/** The accessible name of a row. */
export function queuedName(
  job: Job,
  { providerName, place, total }: { providerName: string; place: number; total: number },
): string {
  const priority = priorityOf(job);
  return factsOf([
    onOneLine(job.request.prompt).slice(0, 300),
    t('{{place, number}} of {{total, number}}', { place: place + 1, total }),
    providerName,
    priority === 'normal' ? undefined : t(priorityNames[priority]),
    heldText(job),
  ]);
}

export function pausedText(count: number): string {
  return t('{{count, number}} of them paused', { count });
}

/** `120 clips wait, 6 in the making`. */
export function countsText(queued: number, inTheMaking: number): string {
  return factsOf([
    t('{{clips}} waiting to be sent', { clips: clipsText(queued) }),
    inTheMaking === 0 ? undefined : t('{{count, number}} in the making', { count: inTheMaking }),
  ]);
}
