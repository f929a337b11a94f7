import { useEffect, useEffectEvent, useRef } from 'react';
import { mostOrders } from '../../shared/batch/order.ts';
import { number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { SheetPlaces } from './SheetPlaces.tsx';
import { SheetSources } from './SheetSources.tsx';
import { SheetStops } from './SheetStops.tsx';
import { closeSheet, sendSheet, useSheet, type SheetAsk } from './sheet-state.ts';
import { sheetSubtitle, totalWords } from './sheet-words.ts';
import { useSheetPlan } from './use-sheet-plan.ts';

/** Before anything is sent that makes more than one clip: how many, where each goes, what it costs, what cannot run. */
export function SendSheet() {
  const ask = useSheet((state) => state.ask);
  return (
    <Dialog
      name={t('Before anything is sent')}
      shape="sheet"
      closesOutside={false}
      isOpen={ask !== undefined}
      onClose={closeSheet}
    >
      {ask === undefined ? null : <Sheet ask={ask} />}
    </Dialog>
  );
}

function Sheet({ ask }: { ask: SheetAsk }) {
  const { isSending, isResting, refused, fitting } = useSheet();
  const { plan, orders, shown } = useSheetPlan(ask);
  const inner = useRef<HTMLDivElement>(null);
  const count = orders.length;
  const canSend = count > 0 && !plan.isTooMany && plan.problems.length === 0 && fitting === undefined && !isSending;
  const asks = refused?.question !== undefined;

  function send(): void {
    if (canSend) void sendSheet(orders);
  }

  /** The same chord as in the composer. The focus may be on the dialog itself, and another one may lie over it. */
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    const dialog = event.target instanceof Element ? event.target.closest('[role="dialog"]') : null;
    if (dialog === null || dialog !== inner.current?.closest('[role="dialog"]')) return;
    event.preventDefault();
    send();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  return (
    <div ref={inner} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-1 px-6 pt-5 pb-3">
        <h2 className="text-lg font-semibold">
          {count === 0 ? t('Nothing of this can be sent') : t('Send {{count}} clips?', { count })}
        </h2>
        <p className="text-ink-2">{sheetSubtitle(ask, shown)}</p>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto border-y border-line px-6 py-4">
        <SheetPlaces places={shown.places} />
        {ask.remarks === undefined || ask.remarks.length === 0 ? null : (
          <ul aria-label={t('What differs')} className="flex list-disc flex-col gap-0.5 ps-4 text-ink-2">
            {ask.remarks.map((remark) => (
              <li key={remark.message}>{told(remark)}</li>
            ))}
          </ul>
        )}
        {plan.isTooMany ? (
          <Trouble severity="error">
            {t('That would be more than {{most, number}} clips, which is too many for one act.', { most: mostOrders })}
          </Trouble>
        ) : null}
        {plan.problems.map((problem) => (
          <Trouble key={problem.message} severity="error">
            {told(problem)}
          </Trouble>
        ))}
        <SheetStops stops={shown.stops} />
        <Disclosure title={t('The clips ({{clips}})', { clips: number(plan.clips.length) })}>
          <SheetSources name={t('Clips to be sent')} sources={shown.sources} />
        </Disclosure>
      </div>
      <footer className="flex shrink-0 flex-col gap-3 px-6 pt-4 pb-5">
        {refused === undefined ? null : (
          <Trouble severity={asks ? 'warning' : 'error'}>
            {told(refused)} {asks ? t('Nothing was sent yet.') : ''}
          </Trouble>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p role="status" className="min-w-0 flex-1 basis-60 font-medium tabular-nums">
            {isSending ? t('Handing it over') : totalWords(shown.sum)}
          </p>
          <Button size={32} isInert={isSending} onPress={closeSheet}>
            {t('Cancel')}
          </Button>
          <Button size={32} variant="primary" isInert={!canSend || isResting} onPress={send}>
            {asks ? t('Yes, send {{count}} clips', { count }) : t('Send {{count}} clips', { count })}
          </Button>
        </div>
      </footer>
    </div>
  );
}
