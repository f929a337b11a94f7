import type { JobIn } from '../../shared/job.ts';
import { clipEta, type Wait } from '../../shared/wait.ts';
import { roughText } from './times.ts';
import { t } from '../texts/index.ts';

/** Without a slow tail of its own to go by, this many times the usual wait is called long. */
const longAfter = 1.5;

/**
 * How much longer a clip will take: as the provider says, else as long as such clips took before. Undefined where nobody
 * can say: no figure stands on too few runs. Pure.
 */
export function remainingText({ progress }: JobIn<'waiting'>, wait: Wait | undefined, now: number): string | undefined {
  if (progress.readyAt !== undefined && progress.readyAt > now)
    return t('about {{time}} left', { time: roughText(progress.readyAt - now) });
  const { sentAt } = progress.intent;
  const eta = clipEta(sentAt, wait, now);
  if (eta === undefined || wait?.ready === null || wait === undefined) return undefined;
  if (eta.at > now) return t('about {{time}} left', { time: roughText(eta.at - now) });
  const { medianMs, slowMs } = wait.ready;
  const isLong = slowMs === undefined ? now - sentAt > medianMs * longAfter : eta.isLate;
  return isLong ? t('longer than usual') : t('usually ready by now');
}
