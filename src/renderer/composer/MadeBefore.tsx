import { momentText } from '../library/times.ts';
import { useNow } from '../library/use-now.ts';
import { useMadeBefore } from '../store/made-before.ts';
import { showKnown } from '../store/showing.ts';
import { useProvider } from '../store/session.ts';
import { TextLink } from '../ui/TextLink.tsx';
import type { GenerationRequest } from '../../shared/request.ts';

/** Said before paying, and in nobody's way: the same clip is there already, or is on its way. */
export function MadeBefore({ request }: { request: GenerationRequest | undefined }) {
  const job = useMadeBefore(request);
  const provider = useProvider(job?.request.providerId);
  const now = useNow(60_000);
  if (job === undefined) return null;
  const isDone = job.progress.state === 'done';
  return (
    <p role="status" className="text-sm text-ink-2">
      {isDone ? 'You made this' : 'You asked for this'} {momentText(job.createdAt, now)} at{' '}
      {provider?.name ?? job.request.providerId}.{' '}
      <TextLink
        onPress={() => {
          showKnown(job);
        }}
      >
        Show it
      </TextLink>
    </p>
  );
}
