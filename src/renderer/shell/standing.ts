import { useQueue } from '../store/queue.ts';
import { useSession } from '../store/session.ts';

/** How many clips are with a provider or on their way from it, how many are still to be sent, and how many wait for the person. */
export function useStanding(): { making: number; queued: number; attention: number } {
  const running = useSession(({ session }) => session?.counts.running ?? 0);
  const attention = useSession(({ session }) => session?.counts.attention ?? 0);
  const queued = useQueue(({ summary }) => summary?.providers.reduce((sum, one) => sum + one.queued, 0) ?? 0);
  return { making: Math.max(0, running - queued), queued, attention };
}
