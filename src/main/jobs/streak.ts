import { createHash } from 'node:crypto';
import type { Failure, FailureKind } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/request.ts';

/**
 * Failures of the same kind in a row at one provider. After a few, the rest of the queue would very likely go the same
 * way, some of it charged, so it is stopped and the person is asked. Pure.
 */
export interface Streak {
  readonly key: string;
  readonly failures: number;
}

export const failuresBeforeStop = 3;

/**
 * `kind`: says something about the provider, the account or what Conch sends, so about the next clip too.
 * `content`: says something about these words or this picture; the next clip has its own, unless it is a take of the same.
 * Left out: what holds the queue and ends by itself (no key, a pause, a network or a disk that is gone), and what
 * happens after the clip was made.
 */
const counted: Partial<Record<FailureKind, 'kind' | 'content'>> = {
  'invalid-request': 'kind',
  'invalid-image': 'content',
  'key-rejected': 'kind',
  'not-permitted': 'kind',
  balance: 'kind',
  moderation: 'content',
  'provider-failed': 'kind',
  'provider-changed': 'kind',
  'outcome-unknown': 'kind',
};

/** The streak after this failure; the same one when the failure is none of the provider's. */
export function afterFailure(
  streak: Streak | undefined,
  { kind, stage }: Pick<Failure, 'kind' | 'stage'>,
  request: Pick<GenerationRequest, 'prompt' | 'firstFrame'>,
): Streak | undefined {
  const weight = counted[kind];
  if (weight === undefined || stage === 'local' || stage === 'upload' || stage === 'download') return streak;
  const key = weight === 'kind' ? kind : `${kind} ${contentOf(request)}`;
  return { key, failures: streak?.key === key ? streak.failures + 1 : 1 };
}

function contentOf({ prompt, firstFrame }: Pick<GenerationRequest, 'prompt' | 'firstFrame'>): string {
  const frame = firstFrame?.kind === 'url' ? firstFrame.url : firstFrame?.picture.id;
  return createHash('sha256')
    .update(JSON.stringify([prompt, frame ?? null]))
    .digest('hex');
}
