import type { Job } from '../../shared/job.ts';
import { useSession } from '../store/session.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { Copy } from '../ui/icons.ts';
import { copyText } from './copying.ts';
import { failureDetails } from './failure-details.ts';

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
        void copyText(failureDetails(job, version), 'Details');
      }}
    >
      <Copy size={16} aria-hidden />
      Copy details
    </Button>
  );
}
