import type { KeyState } from './contract.ts';
import { estimate, type Estimate, type Prices } from './estimate.ts';
import type { ImageHostState } from './image-host.ts';
import type { GenerationRequest } from './request.ts';
import type { Said } from './sentence.ts';
import { translateRequest, type ComparedProvider } from './translate-request.ts';
import { findWait, type Wait } from './wait.ts';

/** Which provider for this shot: who can do it, for how much, how soon. Pure. */

/** One way to have the shot made: a model at a provider. */
export interface Candidate {
  providerId: string;
  modelId: string;
  hasKey: boolean;
  /** Why it cannot be made there; empty: it can. */
  obstacles: readonly Said[];
  /** What would be another than asked for (a resolution, a switch); empty: just as asked for. */
  differences: readonly Said[];
  estimate: Estimate;
  wait?: Wait | undefined;
}

export interface Advice extends Candidate {
  can: boolean;
  /** Of those that can do it just as asked for: none is known to be cheaper. Only where at least two have a price. */
  isCheapest: boolean;
  /** The same by the usual wait. */
  isSoonest: boolean;
}

export interface AdvisedProvider extends ComparedProvider, Prices {
  key: Pick<KeyState, 'source'>;
}

/** What each provider would make of the shot, best first. */
export function adviseShot(
  shot: GenerationRequest,
  providers: readonly AdvisedProvider[],
  { waits, imageHostOf }: { waits: readonly Wait[]; imageHostOf(providerId: string): ImageHostState },
): Advice[] {
  const candidates = providers.flatMap((provider): Candidate[] => {
    const translation = translateRequest(shot, provider, { imageHost: imageHostOf(provider.id) });
    if (translation === undefined) return [];
    const { request, modelId, refusals, differences } = translation;
    return [
      {
        providerId: provider.id,
        modelId,
        hasKey: provider.key.source !== 'none' && provider.key.source !== 'unreadable',
        obstacles: refusals,
        differences,
        estimate: estimate(request, provider),
        wait: findWait(waits, request),
      },
    ];
  });
  return advise(candidates);
}

/** Sorted: can do it → just as asked for → price → wait; what is not known comes after what is. */
export function advise(candidates: readonly Candidate[]): Advice[] {
  const fitting = candidates.filter((one) => one.obstacles.length === 0 && one.differences.length === 0);
  const cheapest = leastOf(fitting, priceOf);
  const soonest = leastOf(fitting, waitOf);
  return candidates
    .map((one) => ({
      ...one,
      can: one.obstacles.length === 0,
      isCheapest: cheapest !== undefined && fitting.includes(one) && priceOf(one) === cheapest,
      isSoonest: soonest !== undefined && fitting.includes(one) && waitOf(one) === soonest,
    }))
    .toSorted(
      (one, other) =>
        Number(other.can) - Number(one.can) ||
        one.differences.length - other.differences.length ||
        compareKnown(priceOf(one), priceOf(other)) ||
        compareKnown(waitOf(one), waitOf(other)) ||
        Number(other.hasKey) - Number(one.hasKey),
    );
}

/** In dollars, the dearest that is left open; credits of different providers cannot be compared. */
function priceOf({ estimate }: Candidate): number | undefined {
  return estimate.priced && estimate.unit === 'USD' ? estimate.most : undefined;
}

function waitOf({ wait }: Candidate): number | undefined {
  return wait?.ready?.medianMs;
}

function leastOf(
  candidates: readonly Candidate[],
  valueOf: (one: Candidate) => number | undefined,
): number | undefined {
  const values = candidates.map(valueOf).filter((value) => value !== undefined);
  return values.length < 2 ? undefined : Math.min(...values);
}

function compareKnown(one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return one - other;
}
