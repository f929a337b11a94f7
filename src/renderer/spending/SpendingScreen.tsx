import { useEffect, useState } from 'react';
import { openLibrary } from '../store/screen.ts';
import { useSession } from '../store/session.ts';
import { showSpending, useSpending } from '../store/spending.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ArrowLeft } from '../ui/icons.ts';
import { ScreenHeading } from '../ui/ScreenHeading.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { BalanceHints } from './BalanceHints.tsx';
import { barsOf } from './bars.ts';
import { BudgetBars } from './BudgetBars.tsx';
import { ExportSpending } from './ExportSpending.tsx';
import { Figures } from './Figures.tsx';
import { RangePicker } from './RangePicker.tsx';
import { rowsOf, viewHeads, views, type SpendingView } from './rows.ts';
import { SpendingChart } from './SpendingChart.tsx';
import { SpendingTable } from './SpendingTable.tsx';

/** What was spent, on what, and for how much that was worth keeping. */
export function SpendingScreen() {
  const failure = useSpending((state) => state.failure);
  const isDemo = useSession(({ session }) => session?.demo ?? false);
  useEffect(() => {
    showSpending(true);
    return () => {
      showSpending(false);
    };
  }, []);
  return (
    <main aria-label={t('Spending')} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface-0">
      <div className="flex min-h-(--top-row) shrink-0 items-center gap-2 ps-3 pe-5">
        <IconButton name={t('Back to the library')} onPress={openLibrary}>
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
        </IconButton>
        <ScreenHeading className="min-w-0 flex-1">{t('Spending')}</ScreenHeading>
        <ExportSpending />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-5 pb-5">
        {isDemo ? (
          <p className="text-sm text-ink-2">
            {t('This is the demo: these sums are what the simulated clips would have cost. Nothing is charged.')}
          </p>
        ) : null}
        <RangePicker />
        {failure === undefined ? null : <Trouble severity="error">{told(failure)}</Trouble>}
        <Sums />
      </div>
    </main>
  );
}

function Sums() {
  const spending = useSpending((state) => state.spending);
  const days = useSpending((state) => state.days);
  const providers = useSession(({ session }) => session?.providers ?? []);
  const [view, setView] = useState<SpendingView>('days');
  if (spending === undefined) return null;
  if (spending.total.sent === 0)
    return (
      <>
        <p role="status" className="py-8 text-center text-ink-2">
          {t('Nothing was sent on these days.')}
        </p>
        <BudgetBars />
        <BalanceHints />
      </>
    );
  return (
    <>
      <Figures spending={spending} />
      <SpendingChart {...barsOf(spending.days, days)} />
      <BudgetBars />
      <BalanceHints />
      <Segments
        label={t('Table by')}
        segments={views.map((value) => ({ value, name: t(viewHeads[value]) }))}
        value={view}
        onChange={setView}
        className="max-w-md"
      />
      <SpendingTable head={t(viewHeads[view])} rows={rowsOf(spending, view, providers)} total={spending.total} />
      {view === 'tags' ? <p className="text-sm text-ink-3">{t('A clip with two tags counts in both rows.')}</p> : null}
    </>
  );
}
