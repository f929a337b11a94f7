import type { z } from 'zod';
import { foldTag } from '../../shared/keeping.ts';
import { spentOf, type Spending, type spendingInputSchema } from '../../shared/spending.ts';
import type { Run } from '../library/run.ts';
import { createDayFinder } from './day-of.ts';
import { createTally, type GrowingTally } from './tally.ts';

export type SpendingInput = z.infer<typeof spendingInputSchema>;

export interface SpendingFacts {
  now: number;
  creditsPerDollar(providerId: string): number | undefined;
}

/** The spending of these days, by day, provider, model and tag. Pure. */
export function readSpending(
  runs: Iterable<Run>,
  { fromDay, toDay, timeZone, keptStars }: SpendingInput,
  { now, creditsPerDollar }: SpendingFacts,
): Spending {
  const { dayOf } = createDayFinder(timeZone);
  const thisDay = dayOf(now);
  const total = createTally();
  const today = createTally();
  const month = createTally();
  const days = createGroups<string>();
  const providers = createGroups<{ providerId: string }>();
  const models = createGroups<{ providerId: string; modelId: string }>();
  const tags = createGroups<string | null>();
  let kept = 0;
  for (const run of [...runs].sort((one, other) => one.sentAt - other.sentAt)) {
    const { providerId, modelId, sentAt } = run;
    const perDollar = creditsPerDollar(providerId);
    const day = dayOf(sentAt);
    if (day === thisDay) today.add(run, perDollar);
    if (day.slice(0, 7) === thisDay.slice(0, 7)) month.add(run, perDollar);
    if ((fromDay !== undefined && day < fromDay) || (toDay !== undefined && day > toDay)) continue;
    total.add(run, perDollar);
    days.of(day, day).add(run, perDollar);
    providers.of(providerId, { providerId }).add(run, perDollar);
    models.of(`${providerId} ${modelId}`, { providerId, modelId }).add(run, perDollar);
    if (run.tags.length === 0) tags.of('', null).add(run, perDollar);
    for (const tag of run.tags) tags.of(foldTag(tag), tag).add(run, perDollar);
    if (isKept(run, keptStars)) kept += 1;
  }
  const sum = total.read();
  const { dollars } = spentOf(sum);
  return {
    total: sum,
    today: today.read(),
    month: month.read(),
    days: days
      .read()
      .map(({ name, tally }) => ({ day: name, tally }))
      .reverse(),
    providers: providers.read().map(({ name, tally }) => ({ ...name, tally })),
    models: models.read().map(({ name, tally }) => ({ ...name, tally })),
    tags: tags.read().map(({ name, tally }) => ({ tag: name, tally })),
    kept: {
      clips: kept,
      ...(kept > 0 &&
        dollars.most > 0 && { perClipDollars: { least: dollars.least / kept, most: dollars.most / kept } }),
    },
  };
}

function isKept({ outcome, removed, trashed, favourite, rating }: Run, keptStars: number): boolean {
  return outcome === 'done' && !removed && !trashed && (favourite || rating >= keptStars);
}

interface Groups<N> {
  of(key: string, name: N): GrowingTally;
  read(): { name: N; tally: ReturnType<GrowingTally['read']> }[];
}

function createGroups<N>(): Groups<N> {
  const groups = new Map<string, { name: N; tally: GrowingTally }>();
  return {
    of(key, name) {
      const known = groups.get(key);
      if (known !== undefined) return known.tally;
      const tally = createTally();
      groups.set(key, { name, tally });
      return tally;
    },
    read: () => [...groups.values()].map(({ name, tally }) => ({ name, tally: tally.read() })),
  };
}
