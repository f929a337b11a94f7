import { useState } from 'react';
import type { QueueStop } from '../../shared/queue.ts';
import { goOn } from '../store/queue-acts.ts';
import { useProvider, useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { StateMark } from '../ui/StateMark.tsx';

export interface StopQuestionProps {
  providerId: string;
  stop: QueueStop;
  queued: number;
  className?: string;
}

/** The same failure came several times in a row: nothing more goes there until the person has said what is to become of the rest. */
export function StopQuestion({ providerId, stop, queued, className = '' }: StopQuestionProps) {
  const name = useProvider(providerId)?.name ?? providerId;
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const [isAsking, setAsking] = useState(false);
  return (
    <div role="alert" className={`flex gap-2 rounded-control bg-soft-failed p-2.5 text-sm ${className}`}>
      <StateMark state="failed" className="mt-px text-state-failed" />
      <div className="min-w-0 flex-1">
        <p className="leading-[17px] text-ink-1">
          <strong className="font-medium">
            {t('Nothing more is sent to {{name}}: {{count, number}} clips in a row failed in the same way.', {
              name,
              count: stop.failures,
            })}
          </strong>{' '}
          {told(stop.failure)}
        </p>
        {isReadOnly ? null : (
          <div className="mt-2 flex flex-wrap gap-1.5">
            <Button onPress={() => void goOn(providerId, 'send')}>
              {queued === 0 ? t('Go on') : t('Go on with {{count, number}} clips', { count: queued })}
            </Button>
            {queued === 0 ? null : (
              <Button
                variant="danger"
                onPress={() => {
                  setAsking(true);
                }}
              >
                {t('Cancel the rest')}
              </Button>
            )}
          </div>
        )}
      </div>
      <Confirm
        isOpen={isAsking}
        title={t('Cancel what waits for {{name}}?', { name })}
        confirm={t('Cancel {{count, number}} clips', { count: queued })}
        isDanger
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => void goOn(providerId, 'cancel')}
      >
        {t(
          'None of them has been sent, so none is charged. They stay in the library as canceled. Clips that a provider has taken go on.',
        )}
      </Confirm>
    </div>
  );
}
