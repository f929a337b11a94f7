import { momentText } from '../library/times.ts';
import { useNow } from '../library/use-now.ts';
import { useMadeBefore } from '../store/made-before.ts';
import { showKnown } from '../store/showing.ts';
import { useProvider } from '../store/session.ts';
import { TextLink } from '../ui/TextLink.tsx';
import type { GenerationRequest } from '../../shared/request.ts';
import { t } from '../texts/index.ts';

/**
 * Said before paying, and in nobody's way: the same clip is there already, or is on its way. It lies over the end of the
 * fields above, because it comes by itself and must not push Generate away from under the hand; two lines high always,
 * because its words change when the clip is done.
 */
export function MadeBefore({ request }: { request: GenerationRequest | undefined }) {
  const job = useMadeBefore(request);
  const provider = useProvider(job?.request.providerId);
  const now = useNow(60_000);
  if (job === undefined) return null;
  const facts = { moment: momentText(job.createdAt, now), provider: provider?.name ?? job.request.providerId };
  const isDone = job.progress.state === 'done';
  return (
    <div
      role="status"
      className="absolute inset-x-0 bottom-full flex min-h-14 items-start gap-3 border-t border-line bg-surface-1 px-4 py-2 text-sm text-ink-2"
    >
      <p className="min-w-0 flex-1">
        {isDone
          ? t('You made this {{moment}} at {{provider}}.', facts)
          : t('You asked for this {{moment}} at {{provider}}.', facts)}
      </p>
      <TextLink
        onPress={() => {
          showKnown(job);
        }}
      >
        {t('Show it')}
      </TextLink>
    </div>
  );
}
