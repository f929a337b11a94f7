import type { Job } from '../../../shared/job.ts';
import { show } from '../../store/acts.ts';
import { stateOf } from '../../ui/state-word.ts';
import { TextLink } from '../../ui/TextLink.tsx';
import { t } from '../../texts/index.ts';

/** Clips that go on from one of this chain, but do not stand in it. */
export function OtherTakes({ jobs }: { jobs: readonly Job[] }) {
  if (jobs.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="text-ink-3">
        {jobs.length === 1 ? t('One more clip goes on from here') : t('More clips go on from here')}
      </p>
      <ul aria-label={t('Other takes')}>
        {jobs.map((job) => (
          <li key={job.id} className="flex gap-2">
            <span className="min-w-0 flex-1 truncate">
              <TextLink
                onPress={() => {
                  void show(job.id);
                }}
              >
                {job.request.prompt}
              </TextLink>
            </span>
            <span className="shrink-0 text-ink-3">{stateOf(job).word}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
