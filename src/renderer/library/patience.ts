import type { Job, JobIn } from '../../shared/job.ts';
import { clockText, roughText } from './times.ts';

/** What is said of a clip that takes long, and of a link that dies. Pure. */

/**
 * All five providers' clips are there well within this; AI/ML API states up to 9 minutes for 10 s (checked 2026-11-21).
 * From here on the core asks more rarely, and goes on asking.
 */
const usualTimeMs = 30 * 60_000;

export function isStillWatched(job: Job, now: number): job is JobIn<'waiting'> {
  const { progress } = job;
  return progress.state === 'waiting' && !progress.refreshing && now - progress.acceptedAt >= usualTimeMs;
}

/** `still watched after 42 min`. */
export function stillWatchedText({ progress }: JobIn<'waiting'>, now: number): string {
  return `still watched after ${roughText(now - progress.acceptedAt)}`;
}

/** What a person has to know of it before doing anything. */
export function patienceSentences(
  { progress, updatedAt }: JobIn<'waiting'>,
  { providerName, now, locale }: { providerName: string; now: number; locale?: string },
): string {
  const next = progress.dueAt > now ? `, next at ${clockText(progress.dueAt, locale)}` : '';
  // After a trouble the gap to the next look is a wait of another kind; the trouble itself says when it goes on.
  const asked =
    progress.lastFailure === undefined
      ? ` Conch asks every ${roughText(progress.dueAt - updatedAt)}${next}.`
      : ' Conch goes on asking.';
  return `${providerName} has had this clip for ${roughText(now - progress.acceptedAt)}, longer than usual, and has not said that it failed.${asked} It may still come and may still be billed: do not send it again.`;
}

/** `link expires in 41 min`, only where somebody has told when. */
export function linkClockText({ progress }: JobIn<'downloading'>, now: number): string | undefined {
  const expiresAt = progress.outputs[0]?.expiresAt;
  if (expiresAt === undefined) return undefined;
  // The provider's clock and ours may differ, so a link past its time is tried all the same.
  return expiresAt <= now ? 'link may have expired' : `link expires in ${roughText(expiresAt - now)}`;
}
