import type { JobIn } from '../../shared/job.ts';
import { continueClip } from '../frames/frame-acts.ts';
import { Button } from '../ui/Button.tsx';
import { FileOutput } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

export function ContinueButton({ job, className = '' }: { job: JobIn<'done'>; className?: string }) {
  return (
    <Button
      className={className}
      onPress={() => {
        continueClip(job);
      }}
    >
      <FileOutput size={16} aria-hidden />
      {t('Continue from last frame')}
    </Button>
  );
}
