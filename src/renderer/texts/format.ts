import {
  formatBytes,
  formatClock,
  formatDollars,
  formatDuration,
  formatExactDollars,
  formatMoment,
  formatNumber,
  formatSeconds,
} from '../../shared/format.ts';
import { dateFormat } from '../../shared/intl.ts';
import { language, locale } from './index.ts';

/** Sizes, waits, times, sums and numbers in the language in force. */

export const bytes = (value: number): string => formatBytes(value, locale());
/** `2 min 14 s`. */
export const duration = (ms: number): string => formatDuration(ms, locale());
/** The length of a clip: `5.9 s`. */
export const seconds = (value: number): string => formatSeconds(value, locale());
export const moment = (at: number): string => formatMoment(at, locale());
/** `14:08`. */
export const clock = (at: number): string => formatClock(at, locale());
/** `10 Jul 2026`, from `2026-07-10`. What is no day stays as it is: an address of the window may name any moment. */
export function day(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return dateFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}
export const number = (value: number): string => formatNumber(value, locale());
export const dollars = (amount: number): string => formatDollars(amount, locale());
/** With every digit that a provider has told. */
export const exactDollars = (amount: number): string => formatExactDollars(amount, locale());

/** `A, B, C`; `A, B and C`; `A, B or C`. */
export function listOf(words: readonly string[], type: 'plain' | 'and' | 'or' = 'plain'): string {
  if (type === 'plain') return words.join(language() === 'zh-CN' ? '、' : ', ');
  // British English has no comma before the last one.
  const locale = language() === 'en' ? 'en-GB' : language();
  return new Intl.ListFormat(locale, { type: type === 'and' ? 'conjunction' : 'disjunction' }).format(words);
}

/** Sentences in one paragraph. Chinese sets no space after its full stop. */
export function paragraph(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((one) => one !== undefined && one !== '').join(language() === 'zh-CN' ? '' : ' ');
}

/** Short facts one after the other, where a sentence would be too much: `content refused, not charged`. */
export function factsOf(facts: readonly (string | undefined)[]): string {
  return facts.filter((fact) => fact !== undefined && fact !== '').join(language() === 'zh-CN' ? '，' : ', ');
}
