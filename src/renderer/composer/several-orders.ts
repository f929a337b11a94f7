import type { PictureFix } from '../../shared/picture/fix.ts';
import { priceOf } from '../../shared/price.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { hasErrors, validate } from '../../shared/validate.ts';
import type { OneOfSeveral } from '../pictures/several.ts';
import type { Composition } from './composition.ts';

/** What would become of each of several pictures, judged by the same rules as a single one. Pure. */

export type Verdict =
  | { kind: 'reading'; words: string }
  | { kind: 'ready'; words: string; request: GenerationRequest }
  | { kind: 'fix'; words: string; fixes: PictureFix[] }
  | { kind: 'unusable'; words: string }
  | { kind: 'sending' | 'made'; words: string };

export function verdictOf({ picture, work }: OneOfSeveral, composition: Composition): Verdict {
  switch (work.state) {
    case 'waiting':
      return { kind: 'reading', words: 'Waiting' };
    case 'reading':
      return { kind: 'reading', words: 'Reading' };
    case 'sending':
      return { kind: 'sending', words: 'Handing it over' };
    case 'made':
      return { kind: 'made', words: 'On its way' };
    case 'unusable':
      return { kind: 'unusable', words: work.message };
    case 'read':
    case 'failed':
  }
  if (picture === undefined) return { kind: 'unusable', words: 'The picture could not be read.' };
  const request = requestWith(composition, { kind: 'picture', picture });
  const { provider, imageHost } = composition;
  const issues = validate(request, provider.models, { imageHost }).filter(({ field }) => field === 'firstFrame');
  if (!hasErrors(issues)) return { kind: 'ready', words: work.state === 'failed' ? work.message : 'Ready', request };
  const errors = issues.filter(({ severity }) => severity === 'error');
  const fixes = errors.flatMap((issue) => issue.fixes.filter((fix) => fix.kind !== 'fields'));
  const words = work.state === 'failed' ? work.message : (errors[0]?.message ?? '');
  return fixes.length > 0 ? { kind: 'fix', words, fixes } : { kind: 'unusable', words };
}

/** Everything as the composer shows it, but for the picture. Lineage belongs to the picture that was there. */
function requestWith({ request }: Composition, firstFrame: GenerationRequest['firstFrame']): GenerationRequest {
  const { continues: _ended, firstFrame: _former, ...rest } = request;
  return firstFrame === undefined ? rest : { ...rest, firstFrame };
}

/** What stands in the way of all of them: the prompt or an option. Undefined: nothing. */
export function sharedTrouble({ request, provider, imageHost }: Composition): string | undefined {
  return validate(request, provider.models, { imageHost }).find(
    ({ field, severity }) => field !== 'firstFrame' && severity === 'error',
  )?.message;
}

/** "About $0.84 (3 × $0.28)"; undefined where nobody has published a price. */
export function priceWords({ request, provider }: Composition, count: number): string | undefined {
  const price = priceOf(request, provider.prices);
  if (price === undefined || count === 0) return undefined;
  const each = dollars(price.amount);
  return count === 1 ? `About ${each}` : `About ${dollars(price.amount * count)} (${count} × ${each})`;
}

function dollars(amount: number): string {
  return `$${amount < 0.01 ? amount.toPrecision(1) : amount.toFixed(2)}`;
}
