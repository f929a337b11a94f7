import { expect, test } from 'vitest';
import { failureKinds } from './failure.ts';
import { fetchableFrom } from './fetch-again.ts';
import type { JobProgress } from './job.ts';

const intent = { sentAt: 1, origin: 'https://a.example', keyFingerprint: '01234567', requestHash: 'a' };
const taken = { intent, remote: { id: 'a' }, acceptedAt: 2 };

function failedWith(kind: (typeof failureKinds)[number], facts: object = taken): JobProgress {
  return { state: 'failed', failedAt: 3, failure: { kind, message: '' }, ...facts };
}

test('what the provider has taken can be asked for again, except what its filter refused', () => {
  const refused = failureKinds.filter((kind) => fetchableFrom(failedWith(kind)) === undefined);
  expect(refused).toEqual(['moderation']);
  expect(fetchableFrom(failedWith('network'))).toEqual(taken);
});

test.each(['intent', 'remote', 'acceptedAt'] as const)('nothing can be asked without %s', (fact) => {
  expect(fetchableFrom(failedWith('network', { ...taken, [fact]: undefined }))).toBeUndefined();
});
