import type { Job } from '../../shared/job.ts';
import { useSession } from '../store/session.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { Copy } from '../ui/icons.ts';
import { copyText } from './copying.ts';
import { failureDetails } from './failure-details.ts';
import { t } from '../texts/index.ts';

/** Puts everything that a support desk asks for on the clipboard. */
export function CopyDetails({
  job,
  variant = 'quiet',
  className = '',
}: { job: Job } & Pick<ButtonProps, 'variant' | 'className'>) {
  const version = useSession(({ session }) => session?.version ?? '');
  return (
    <Button
      variant={variant}
      className={className}
      onPress={() => {
        void copyText(failureDetails(job, version), t('Details copied.'));
      }}
    >
      <Copy size={16} aria-hidden />
      {t('Copy details')}
    </Button>
  );
}
