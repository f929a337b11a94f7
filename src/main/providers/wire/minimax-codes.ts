import type { FailureKind } from '../../../shared/failure.ts';

/**
 * Codes of MiniMax, the maker of the model, which gateways pass through in `base_resp.status_code` or inside a text
 * (MiniMax, error code page; 1028, 1030 and 2061 from its command line tool; checked 2026-11-21).
 */
interface MinimaxCode {
  readonly kind: FailureKind;
  /** `final`: refused. `not-now`: not taken, later is fine. `unclear`: the vendor stumbled; nobody knows how far it got. */
  readonly verdict: 'final' | 'not-now' | 'unclear';
}

const codes: Readonly<Record<string, MinimaxCode>> = {
  '1000': { kind: 'provider-failed', verdict: 'unclear' },
  '1001': { kind: 'timeout', verdict: 'unclear' },
  '1002': { kind: 'rate-limited', verdict: 'not-now' },
  '1004': { kind: 'key-rejected', verdict: 'final' },
  '1008': { kind: 'balance', verdict: 'final' },
  '1024': { kind: 'provider-failed', verdict: 'unclear' },
  '1026': { kind: 'moderation', verdict: 'final' },
  '1027': { kind: 'moderation', verdict: 'final' },
  '1028': { kind: 'balance', verdict: 'final' },
  '1030': { kind: 'balance', verdict: 'final' },
  '1033': { kind: 'provider-failed', verdict: 'unclear' },
  '1039': { kind: 'rate-limited', verdict: 'not-now' },
  '1041': { kind: 'rate-limited', verdict: 'not-now' },
  '1042': { kind: 'invalid-request', verdict: 'final' },
  '2013': { kind: 'invalid-request', verdict: 'final' },
  '2045': { kind: 'rate-limited', verdict: 'not-now' },
  '2049': { kind: 'key-rejected', verdict: 'final' },
  '2056': { kind: 'balance', verdict: 'final' },
  '2061': { kind: 'not-permitted', verdict: 'final' },
};

/** What a MiniMax code means; undefined for 0 and for codes that MiniMax does not list. */
export function minimaxCode(code: string | undefined): MinimaxCode | undefined {
  return code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
}

/**
 * Finds a listed code inside a text such as `input new_sensitive (1026)`. Only in brackets or after the word "code",
 * so that a year or a number of pixels is not taken for one.
 */
export function findMinimaxCode(text: string): string | undefined {
  const found = /\((\d{4})\)|\b(?:status_?)?code["']?\s*[:=]?\s*["']?(\d{4})\b/i.exec(text);
  const code = found?.[1] ?? found?.[2];
  return minimaxCode(code) === undefined ? undefined : code;
}
