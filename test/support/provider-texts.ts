import { providers } from '../../src/main/providers/index.ts';
import { failureKinds, policyOf } from '../../src/shared/failure.ts';

/** The sentences that the adapters say about themselves: facts, not messages, so they stand there as plain strings. */
export function providerTexts(): string[] {
  return providers.flatMap(({ chargeNote, keyTest, lookup, models, pace }) => [
    chargeNote,
    keyTest.note,
    ...(lookup.possible ? [] : [lookup.why]),
    ...models.flatMap(({ summary, image }) => [summary, image?.warning].filter((text) => text !== undefined)),
    ...('limits' in pace ? (pace.limits as { note: string }[]).map(({ note }) => note) : []),
  ]);
}

/** What is said and advised for each kind of failure. */
export function policyTexts(): string[] {
  const all = failureKinds.flatMap((kind) => [
    policyOf({ kind }),
    policyOf({ kind, stage: 'upload' }),
    policyOf({ kind, proxy: true }),
  ]);
  return all.flatMap(({ title, advice }) => [title, advice]);
}
