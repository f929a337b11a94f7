import type { Wait } from '../../shared/wait.ts';
import { duration } from '../texts/format.ts';
import { t } from '../texts/index.ts';

/** `Usually ready in 2 min 14 s`; undefined where there are too few runs to say. */
export function usuallyReady(wait: Wait | undefined): string | undefined {
  if (wait?.ready === null || wait === undefined) return undefined;
  const { medianMs } = wait.ready;
  return wait.slowerToday
    ? t('Usually ready in {{medianMs, duration}}, slower than usual today', { medianMs })
    : t('Usually ready in {{medianMs, duration}}', { medianMs });
}

/** `2 min 14 s`, in a column that says what it is. */
export function shortWait(wait: Wait | undefined): string {
  return wait?.ready === null || wait === undefined ? t('too few runs yet') : duration(wait.ready.medianMs);
}
