import type { QueueProvider } from '../../shared/queue.ts';
import { OutLink } from '../inspector/OutLink.tsx';
import { roughText } from '../library/times.ts';
import { useNow } from '../library/use-now.ts';
import { pauseQueue, resumeQueue } from '../store/queue-acts.ts';
import { useProvider, useSession } from '../store/session.ts';
import { factsOf, paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { Pause, Play } from '../ui/icons.ts';
import { Hold } from './Hold.tsx';
import { countsText, limitNames, paceText, pausedText } from './queue-words.ts';
import { StopQuestion } from './StopQuestion.tsx';

export interface QueueProviderRowProps {
  one: QueueProvider;
  isAllPaused: boolean;
}

/** Nobody waits for what comes later than this; it is tried again before. */
const longestToldMs = 24 * 60 * 60_000;

/** What one provider does and waits for, and what would make it go on. */
export function QueueProviderRow({ one, isAllPaused }: QueueProviderRowProps) {
  const { providerId, queued, pausedClips, inTheMaking, paused, pace, hold, stop } = one;
  const name = useProvider(providerId)?.name ?? providerId;
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const part = { what: 'provider', providerId } as const;
  return (
    <li className="flex flex-col gap-1.5 py-1.5 ps-3 pe-1.5">
      <div className="grid grid-cols-[minmax(88px,112px)_minmax(0,1fr)_auto] items-center gap-x-3 text-sm tabular-nums">
        <h2 className="truncate text-base font-medium">{name}</h2>
        <div className="grid min-w-0 gap-x-3 @min-[760px]:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
          <span className="min-w-0 text-ink-2">
            {factsOf([countsText(queued, inTheMaking), pausedClips === 0 ? undefined : pausedText(pausedClips)])}
          </span>
          <Pace one={one} isClosed={isAllPaused || paused || stop !== undefined} />
        </div>
        {isReadOnly ? null : (
          <Button
            variant={paused ? 'secondary' : 'quiet'}
            className="min-w-24"
            aria-label={paused ? t('Resume {{name}}', { name }) : t('Pause {{name}}', { name })}
            onPress={() => void (paused ? resumeQueue(part) : pauseQueue(part))}
          >
            {paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
            {paused ? t('Resume') : t('Pause')}
          </Button>
        )}
      </div>
      {pace.learned && pace.limits.length > 0 ? <Limits limits={pace.limits} /> : null}
      {paused ? (
        <p className="text-sm text-ink-2">{t('You have paused it. What it has taken already goes on.')}</p>
      ) : null}
      {stop === undefined ? null : <StopQuestion providerId={providerId} stop={stop} queued={queued} />}
      {stop === undefined && hold !== undefined ? <Hold providerId={providerId} hold={hold} /> : null}
    </li>
  );
}

function Pace({ one: { pace, nextStartAt, queued }, isClosed }: { one: QueueProvider; isClosed: boolean }) {
  const now = useNow(1_000);
  const waitMs = nextStartAt === null ? 0 : nextStartAt - now;
  const isTold = !isClosed && queued > 0 && waitMs > 2_000 && waitMs < longestToldMs;
  return (
    <span className="min-w-0 text-ink-3">
      {paragraph(
        t('Pace: {{pace}}.', { pace: paceText(pace) }),
        pace.learned ? t('Slowed down by what the provider turned away; more is tried by itself.') : undefined,
        isTold ? t('The next one goes in {{time}}.', { time: roughText(waitMs) }) : undefined,
      )}
    </span>
  );
}

/** What the provider has published, which explains what it turns away. */
function Limits({ limits }: { limits: QueueProvider['pace']['limits'] }) {
  return (
    <p className="text-sm text-ink-3">
      {limits.map(({ what, most, note, source }) => (
        <span key={what} className="me-3">
          <OutLink to={source}>{t(limitNames[what], { most })}</OutLink> {t(note)}
        </span>
      ))}
    </p>
  );
}
