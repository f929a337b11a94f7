import { policyOf } from '../../shared/failure.ts';
import type { QueueHold } from '../../shared/queue.ts';
import { OutLink } from '../inspector/OutLink.tsx';
import { openSettings } from '../store/commands.ts';
import { resumeQueue } from '../store/queue-acts.ts';
import { useProvider, useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Button } from '../ui/Button.tsx';
import { StateMark } from '../ui/StateMark.tsx';

/** Why nothing goes to a provider for now, and what mends it. */
export function Hold({ providerId, hold: { failure } }: { providerId: string; hold: QueueHold }) {
  const provider = useProvider(providerId);
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const { title, act } = policyOf(failure);
  // What the provider itself has asked for is waited for.
  const canTry = act !== 'wait' && failure.kind !== 'key-missing';
  return (
    <div role="status" className="me-1.5 mb-1 flex gap-2 rounded-control bg-soft-attention px-2.5 py-1.5 text-sm">
      <StateMark state="attention" className="mt-1.5 text-state-attention" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-0 flex-1 basis-60 py-1 leading-[17px] text-ink-1">
          <strong className="font-medium">{t('{{title}}.', { title: t(title) })}</strong> {told(failure)}
        </p>
        {isReadOnly ? null : (
          <div className="flex flex-wrap gap-1.5 empty:hidden">
            {act === 'open-settings' ? (
              <Button
                onPress={() => {
                  openSettings({ tab: 'providers', providerId });
                }}
              >
                {failure.kind === 'key-missing' ? t('Add a key') : t('Open settings')}
              </Button>
            ) : null}
            {act === 'open-billing' && provider !== undefined ? (
              <OutLink to={provider.links.billing} look="secondary">
                {t('Open billing')}
              </OutLink>
            ) : null}
            {canTry ? (
              <Button onPress={() => void resumeQueue({ what: 'provider', providerId })}>{t('Try now')}</Button>
            ) : null}
          </div>
        )}
      </div>
    </div>
  );
}
