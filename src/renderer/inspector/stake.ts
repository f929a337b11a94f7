import type { ProviderView } from '../../shared/contract.ts';
import { priceOf } from '../../shared/price.ts';
import type { GenerationRequest } from '../../shared/request.ts';

/** What a request whose answer was lost may have cost. Pure. */
export interface Stake {
  /** `about $0.29`, or why there is no figure. */
  text: string;
  /** Where the figure comes from. */
  note?: string;
  /** What sending it a second time would cost, as the end of a sentence. */
  again: string;
}

export function stakeOf(
  request: GenerationRequest,
  { provider, isDemo }: { provider: ProviderView | undefined; isDemo: boolean },
): Stake {
  if (isDemo) return { text: 'nothing: this is the demo', again: 'In the demo that costs nothing.' };
  const price = priceOf(request, provider?.prices ?? []);
  if (price === undefined) {
    return {
      text: 'price not published',
      again: `What a clip costs at ${provider?.name ?? 'this provider'} is not published.`,
    };
  }
  const about = `about ${dollars(price.amount)}`;
  return {
    text: about,
    note: `an estimate of ${price.asOf}`,
    again: `That is ${about} more, an estimate of ${price.asOf}.`,
  };
}

/** `$0.29`; a sum below a cent keeps its first digit, so that it never reads as nothing. */
function dollars(amount: number): string {
  return `$${amount < 0.01 ? amount.toPrecision(1) : amount.toFixed(2)}`;
}
