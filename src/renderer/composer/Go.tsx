import { policyOf } from '../../shared/failure.ts';
import { mostTakes } from '../../shared/batch/plan.ts';
import { findWait } from '../../shared/wait.ts';
import { usuallyReady } from '../money/wait-words.ts';
import { openCompare } from '../sheet/compare/compare-state.ts';
import { setTakes, useTakes } from '../store/takes.ts';
import { useWaits } from '../store/waits.ts';
import { Stepper } from '../ui/Stepper.tsx';
import { priceWords } from './clip-count.ts';
import { openSettings } from '../store/commands.ts';
import { useDraft } from '../store/draft.ts';
import { Button } from '../ui/Button.tsx';
import { Keys, modifier } from '../ui/Keys.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { shotOf, type Composition } from './composition.ts';
import { MadeBefore } from './MadeBefore.tsx';
import type { Readiness } from './readiness.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { seconds } from '../texts/format.ts';

/** The foot of the composer: what will be sent or what is missing, and the one button that costs money. */
export function Go({
  composition,
  readiness,
  onGenerate,
}: {
  composition: Composition;
  readiness: Readiness;
  onGenerate: () => void;
}) {
  const refused = useDraft((state) => state.refused);
  const takes = useTakes((state) => state.takes);
  const wait = usuallyReady(useWaits(({ waits }) => findWait(waits, composition.request)));
  return (
    <div className="relative flex shrink-0 flex-col gap-2.5 border-t border-line px-4 pt-3 pb-3.5">
      {refused === undefined ? null : (
        <Trouble severity="error">
          <strong className="font-medium">{t('{{title}}.', { title: t(policyOf(refused).title) })}</strong>{' '}
          {told(refused)}
        </Trouble>
      )}
      <MadeBefore request={readiness.can ? shotOf(composition) : undefined} />
      <div className="flex items-center justify-between gap-3">
        <Stepper label={t('Takes')} value={takes} least={1} most={mostTakes} onChange={setTakes} />
        <Button
          variant="quiet"
          isInert={!canCompare(readiness)}
          onPress={() => {
            if (canCompare(readiness)) openCompare();
          }}
        >
          {t('Compare')}
        </Button>
      </div>
      <div className="flex min-h-4 flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 text-sm tabular-nums">
        <p className="font-medium text-ink-1 first-letter:uppercase">{priceWords(composition, takes)}</p>
        {wait === undefined ? null : <p className="text-ink-3">{wait}</p>}
        <p role="status" className="basis-full text-ink-2">
          {readiness.can ? <Summary composition={composition} /> : <Missing readiness={readiness} />}
        </p>
      </div>
      <Button variant="primary" size={40} className="w-full" isInert={!readiness.can} onPress={onGenerate}>
        {t('Generate')}
        <Keys>{modifier === '⌘' ? '⌘ ↵' : 'Ctrl ↵'}</Keys>
      </Button>
    </div>
  );
}

/** What stands in the way at the chosen provider may not do so at others; the words and the picture are for all. */
function canCompare(readiness: Readiness): boolean {
  if (readiness.can || readiness.addKeyFor !== undefined) return true;
  return readiness.field !== undefined && readiness.field !== 'prompt';
}

function Summary({ composition: { provider, request } }: { composition: Composition }) {
  const { resolution, durationSeconds } = request;
  const facts = [provider.name, resolution, durationSeconds === undefined ? undefined : seconds(durationSeconds)];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function Missing({ readiness: { text, addKeyFor } }: { readiness: Extract<Readiness, { can: false }> }) {
  if (addKeyFor === undefined) return text;
  return (
    <TextLink
      onPress={() => {
        openSettings({ tab: 'providers', providerId: addKeyFor.id });
      }}
    >
      {text}
    </TextLink>
  );
}
