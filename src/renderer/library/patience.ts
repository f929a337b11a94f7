import type { Job, JobIn } from '../../shared/job.ts';
import { roughText } from './times.ts';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

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
  return t('still watched after {{time}}', { time: roughText(now - progress.acceptedAt) });
}

/** What a person has to know of it before doing anything. */
export function patienceSentences(
  { progress, updatedAt }: JobIn<'waiting'>,
  { providerName, now }: { providerName: string; now: number },
): string {
  return paragraph(
    t('{{provider}} has had this clip for {{time}}, longer than usual, and has not said that it failed.', {
      provider: providerName,
      time: roughText(now - progress.acceptedAt),
    }),
    askingSentence(),
    t('It may still come and may still be billed: do not send it again.'),
  );

  function askingSentence(): string {
    // After a trouble the gap to the next look is a wait of another kind; the trouble itself says when it goes on.
    if (progress.lastFailure !== undefined) return t('Conch goes on asking.');
    const every = roughText(progress.dueAt - updatedAt);
    if (progress.dueAt <= now) return t('Conch asks every {{every}}.', { every });
    return t('Conch asks every {{every}}, next at {{at, clock}}.', { every, at: progress.dueAt });
  }
}

/** `link expires in 41 min`, only where somebody has told when. */
export function linkClockText({ progress }: JobIn<'downloading'>, now: number): string | undefined {
  const expiresAt = progress.outputs[0]?.expiresAt;
  if (expiresAt === undefined) return undefined;
  // The provider's clock and ours may differ, so a link past its time is tried all the same.
  if (expiresAt <= now) return t('link may have expired');
  return t('link expires in {{time}}', { time: roughText(expiresAt - now) });
}
