import { expect, it } from 'vitest';
import type { FailureKind } from '../../shared/failure.ts';
import { afterFailure, type Streak } from './streak.ts';

function row(kinds: { kind: FailureKind; prompt?: string; stage?: 'submit' | 'local' | 'poll' }[]): number {
  let streak: Streak | undefined;
  for (const { kind, prompt = 'a', stage = 'submit' } of kinds)
    streak = afterFailure(streak, { kind, stage }, { prompt });
  return streak?.failures ?? 0;
}

it('counts the same kind in a row, and begins anew with another', () => {
  expect(row([{ kind: 'provider-failed' }, { kind: 'provider-failed' }, { kind: 'provider-failed' }])).toBe(3);
  expect(row([{ kind: 'provider-failed' }, { kind: 'provider-failed' }, { kind: 'invalid-request' }])).toBe(1);
});

it('the filter’s word on one prompt says nothing about another, but on three takes of the same it does', () => {
  const prompts = (...all: string[]) => all.map((prompt) => ({ kind: 'moderation' as const, prompt }));
  expect(row(prompts('a', 'b', 'c'))).toBe(1);
  expect(row(prompts('a', 'a', 'a'))).toBe(3);
});

it('leaves out what ends by itself and what the provider never saw', () => {
  expect(row([{ kind: 'network' }, { kind: 'rate-limited' }, { kind: 'key-missing' }, { kind: 'disk' }])).toBe(0);
  expect(row([{ kind: 'invalid-request', stage: 'local' }])).toBe(0);
  expect(row([{ kind: 'balance' }, { kind: 'network' }, { kind: 'balance' }])).toBe(2);
});
