import type { SpendingReason } from '../../shared/budget.ts';
import { useConsent, type AskedConsent } from '../store/consent.ts';
import { dollars, number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { sumText } from './sum-words.ts';

/** Asked before a clip is sent that goes over a budget or the brake. Nothing has been sent yet. */
export function SpendingQuestion() {
  const asked = useConsent((state) => state.asked);
  return (
    <Dialog
      name={t('More than you wanted to spend')}
      role="alertdialog"
      isOpen={asked !== undefined}
      onClose={() => asked?.answer(false)}
    >
      {asked === undefined ? null : <Question {...asked} />}
    </Dialog>
  );
}

function Question({ failure, question, answer }: AskedConsent) {
  const planned = sumText(question.planned);
  const isResting = useConsent((state) => state.isResting);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 overflow-y-auto p-6">
      <h2 className="text-lg font-semibold">{t('More than you wanted to spend')}</h2>
      <p className="text-ink-2">{told(failure)}</p>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 rounded-control bg-surface-1 px-3 py-2.5 tabular-nums">
        <Row
          name={t('What is to be sent')}
          value={planned === undefined ? t('not published') : t('about {{sum}}', { sum: planned })}
        />
        {question.reasons.map((reason) => (
          <Reason key={reason.reason} reason={reason} />
        ))}
      </dl>
      <p className="text-sm text-ink-3">{t('Nothing has been sent yet. The limits are in Settings.')}</p>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button
          size={32}
          autoFocus
          onPress={() => {
            answer(false);
          }}
        >
          {t('Do not send')}
        </Button>
        <Button
          size={32}
          variant="primary"
          isInert={isResting}
          onPress={() => {
            answer(true);
          }}
        >
          {t('Send all the same')}
        </Button>
      </div>
    </div>
  );
}

function Reason({ reason }: { reason: SpendingReason }) {
  switch (reason.reason) {
    case 'day':
      return (
        <>
          <Row name={t('Today so far, with the queue')} value={dollars(reason.spentDollars)} />
          <Row name={t('Budget for a day')} value={dollars(reason.limitDollars)} />
        </>
      );
    case 'month':
      return (
        <>
          <Row name={t('This month so far, with the queue')} value={dollars(reason.spentDollars)} />
          <Row name={t('Budget for a month')} value={dollars(reason.limitDollars)} />
        </>
      );
    case 'act':
      return <Row name={t('Limit for one act')} value={dollars(reason.limitDollars)} />;
    case 'unpriced':
      return <Row name={t('Clips without a price in dollars')} value={number(reason.clips)} />;
  }
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="text-end font-medium">{value}</dd>
    </>
  );
}
