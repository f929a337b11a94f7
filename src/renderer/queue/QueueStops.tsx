import { useQueue } from '../store/queue.ts';
import { useScreen } from '../store/screen.ts';
import { StopQuestion } from './StopQuestion.tsx';

/** Asked wherever the person is: over the library too, since a stopped provider would otherwise just seem slow. */
export function QueueStops() {
  const providers = useQueue(({ summary }) => summary?.providers);
  const screen = useScreen((state) => state.screen);
  if (screen === 'queue') return null;
  return providers?.map(({ providerId, queued, stop }) =>
    stop === undefined ? null : (
      <StopQuestion
        key={providerId}
        providerId={providerId}
        stop={stop}
        queued={queued}
        className="shrink-0 rounded-none! border-b border-line px-4!"
      />
    ),
  );
}
