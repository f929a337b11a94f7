import type { FailureKind } from '../../../shared/failure.ts';
import { findMinimaxCode, minimaxCode } from './minimax-codes.ts';

/** Words by which all five speak of their content filter. "Policy" alone also occurs in talk of rates and money. */
const moderationWords =
  /\bnew_sensitive\b|(?<!case[- ])\bsensitive\b|\bmoderat(?:ion|ed)\b|\bnsfw\b|\billegal_(?:prompt|image_content)\b|\bcontent filter|(?<!(?:rate|limit|quota|retry|billing) )\bpolic(?:y|ies)\b/i;

const balanceWords = /\bcredits?\b|\bbalance\b|\btop(?:ping)?[- ]?up\b|\bbilling\b|\binsufficient funds\b/i;

function speaksOfModeration(text: string): boolean {
  return moderationWords.test(text);
}

export function speaksOfBalance(text: string): boolean {
  return balanceWords.test(text);
}

/**
 * The kind that a vendor's text speaks for, by a MiniMax code inside it or by its words; undefined where it says
 * nothing of the sort.
 */
export function kindOfText(text: string): FailureKind | undefined {
  const kind = minimaxCode(findMinimaxCode(text))?.kind;
  return kind ?? (speaksOfModeration(text) ? 'moderation' : undefined);
}

/** The kind of an error answer without a code of the vendor's own: its status, unless its text says more. */
export function kindOfError(status: number, text: string): FailureKind {
  const plain = kindOfHttpStatus(status);
  const open = plain === 'invalid-request' || plain === 'not-permitted' || plain === 'provider-failed' || status < 300;
  return (open ? kindOfText(text) : undefined) ?? plain;
}

/** What an HTTP status means where the vendor's body does not say more. */
function kindOfHttpStatus(status: number): FailureKind {
  if (status === 401) return 'key-rejected';
  if (status === 402) return 'balance';
  if (status === 403) return 'not-permitted';
  if (status === 404 || status === 405 || status === 410) return 'provider-changed';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status >= 400 && status < 500) return 'invalid-request';
  return status >= 500 ? 'provider-failed' : 'provider-changed';
}
