import { useEffect, useState } from 'react';
import type { Job } from '../../shared/job.ts';
import { openReview } from '../store/review.ts';
import { takesOf } from '../store/takes-of.ts';
import { Button } from '../ui/Button.tsx';
import { LayoutGrid } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** Only where the same was made several times. */
export function ReviewButton({ job }: { job: Job }) {
  const [takes, setTakes] = useState<readonly string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    takesOf(job).then(
      (found) => {
        if (isCurrent) setTakes(found);
      },
      // Without an answer there is just no button; the next look at the clip asks again.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- what was asked for never changes; its rating may
  }, [job.id]);
  if (takes.length < 2) return null;
  return (
    <Button
      variant="quiet"
      onPress={() => {
        openReview(takes);
      }}
    >
      <LayoutGrid size={16} aria-hidden />
      {t('Review {{count}} takes', { count: takes.length })}
    </Button>
  );
}
