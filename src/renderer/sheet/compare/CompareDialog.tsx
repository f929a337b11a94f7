import { adviseShot, type Advice } from '../../../shared/advice.ts';
import { compareShots, fewestCompared, mostCompared } from '../../../shared/translate-request.ts';
import { shotOf, type Composition } from '../../composer/composition.ts';
import { onOneLine } from '../../library/tile-facts.ts';
import { awaitComparison } from '../../store/comparisons.ts';
import { useImageHostOf } from '../../store/image-host-of.ts';
import { useSession } from '../../store/session.ts';
import { useTakes } from '../../store/takes.ts';
import { useWaits } from '../../store/waits.ts';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { openSheet, useSheet } from '../sheet-state.ts';
import { CompareRow } from './CompareRow.tsx';
import { chooseCompared, closeCompare, useCompare } from './compare-state.ts';

/** One shot at several providers: which ones, and what will differ between them. */
export function CompareDialog({ composition }: { composition: Composition }) {
  const isOpen = useCompare((state) => state.isOpen);
  // The sheet stands in its place, and gives it back when it is put away.
  const isAsking = useSheet((state) => state.ask !== undefined);
  return (
    <Dialog
      name={t('Compare providers')}
      shape="sheet"
      closesOutside={false}
      isOpen={isOpen && !isAsking}
      onClose={closeCompare}
    >
      <Choice composition={composition} />
    </Dialog>
  );
}

function Choice({ composition }: { composition: Composition }) {
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const waits = useWaits((state) => state.waits);
  const takes = useTakes((state) => state.takes);
  const chosenByPerson = useCompare((state) => state.chosen);
  const imageHostOf = useImageHostOf();
  const shot = shotOf(composition);
  const advice = adviseShot(shot, providers, { waits, imageHostOf });
  const chosen =
    chosenByPerson ??
    new Set(
      advice
        .filter(canGo)
        .slice(0, mostCompared)
        .map(({ providerId }) => providerId),
    );
  const compared = advice.filter((one) => chosen.has(one.providerId) && canGo(one));
  const views = compared.flatMap(({ providerId }) => providers.find(({ id }) => id === providerId) ?? []);
  const { shots, differences } = compareShots(shot, views, imageHostOf);
  const count = compared.length;
  const isEnough = count >= fewestCompared && count <= mostCompared;

  function goOn(): void {
    if (!isEnough) return;
    const { prompt } = composition.request;
    openSheet({
      kind: 'compare',
      drafts: shots.map(({ request }) => ({ request: { ...request, prompt } })),
      takes,
      values: composition.values,
      remarks: differences,
      onSent(orders) {
        closeCompare();
        for (const id of new Set(orders.map(({ group }) => group?.id))) if (id !== undefined) awaitComparison(id);
      },
    });
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-1 px-6 pt-5 pb-3">
        <h2 className="text-lg font-semibold">{t('Which providers should make this shot?')}</h2>
        <p className="line-clamp-2 text-ink-2" dir="auto">
          {onOneLine(shot.prompt)}
        </p>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto border-y border-line px-6 py-3">
        <ul aria-label={t('Providers')} className="flex flex-col">
          {advice.map((one) => (
            <CompareRow
              key={one.providerId}
              advice={one}
              name={providers.find(({ id }) => id === one.providerId)?.name ?? one.providerId}
              isChosen={compared.includes(one)}
              isPossible={canGo(one)}
              onChange={(isChosen) => {
                const next = new Set(compared.map(({ providerId }) => providerId));
                if (isChosen) next.add(one.providerId);
                else next.delete(one.providerId);
                chooseCompared(next);
              }}
            />
          ))}
        </ul>
        <section aria-label={t('What differs')} aria-live="polite" className="flex flex-col gap-0.5 text-sm text-ink-2">
          <h3 className="pb-0.5 font-medium">{t('What differs')}</h3>
          {count < fewestCompared ? null : differences.length === 0 ? (
            <p>{t('All of them make it alike.')}</p>
          ) : (
            differences.map((difference) => <p key={difference.message}>{told(difference)}</p>)
          )}
        </section>
      </div>
      <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 px-6 pt-4 pb-5">
        <p role="status" className="min-w-0 flex-1 basis-60 text-sm text-ink-2">
          {isEnough ? t('Nothing is sent yet.') : t('Choose two to five providers.')}
        </p>
        <Button size={32} onPress={closeCompare}>
          {t('Cancel')}
        </Button>
        <Button size={32} variant="primary" isInert={!isEnough} onPress={goOn}>
          {t('Go on with {{count}} providers', { count })}
        </Button>
      </footer>
    </div>
  );
}

function canGo({ can, hasKey }: Advice): boolean {
  return can && hasKey;
}
