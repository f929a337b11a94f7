import type { Failure } from '../../shared/failure.ts';

/** How an act went. Acts never reject. */
export type Outcome<T = unknown> = { ok: true; value: T } | { ok: false; failure: Failure };
