import { z } from 'zod';
import type { SimulatedClock } from './clock.ts';
import { providerNames, type ProviderName } from './vendor.ts';

/**
 * How much a provider takes before it answers 429 in its own words: so many paid requests in a minute, so many clips at
 * once, or both. Without a limit it takes everything. A request that is turned away counts for nothing.
 */
export const limitSchema = z.strictObject({
  provider: z.enum(providerNames),
  /** In any 60 seconds of the simulated clock. */
  perMinute: z.number().int().positive().optional(),
  clipsAtOnce: z.number().int().nonnegative().optional(),
  /** Absent: no `Retry-After`, as with all five by their own pages. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
});
export type Limit = z.infer<typeof limitSchema>;

export interface Limits {
  /** In force until the next one for the same provider. */
  set(limit: Limit): void;
  clear(): void;
  /** The limit that this request goes beyond; otherwise it is counted. @param inTheMaking clips that are not finished */
  take(provider: ProviderName, inTheMaking: number): Limit | undefined;
}

const minuteMs = 60_000;

export function createLimits(clock: Pick<SimulatedClock, 'now'>): Limits {
  const limits = new Map<ProviderName, Limit>();
  const takenAts = new Map<ProviderName, number[]>();
  return {
    set(limit) {
      limits.set(limit.provider, limit);
    },
    clear() {
      limits.clear();
      takenAts.clear();
    },
    take(provider, inTheMaking) {
      const now = clock.now();
      const recent = (takenAts.get(provider) ?? []).filter((at) => at > now - minuteMs);
      const limit = limits.get(provider);
      const isTooFast = limit?.perMinute !== undefined && recent.length >= limit.perMinute;
      const isTooMany = limit?.clipsAtOnce !== undefined && inTheMaking >= limit.clipsAtOnce;
      takenAts.set(provider, isTooFast || isTooMany ? recent : [...recent, now]);
      return isTooFast || isTooMany ? limit : undefined;
    },
  };
}
