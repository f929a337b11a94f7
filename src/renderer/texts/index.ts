import { languageFor, type Language, type LanguageChoice } from '../../shared/language.ts';
import { filled } from '../../shared/sentence.ts';
import { localeFor } from './language.ts';
import { pseudoFor, type Pseudo } from './pseudo.ts';
import english from './en.json';

/**
 * The words on screen. The English sentence is the key: `t('Delete {{name}}', { name })`; English itself needs an entry
 * only for its plurals. `t` is a plain function: when the language changes, the whole window is drawn anew (`Localized`).
 */

type Texts = Readonly<Record<string, string>>;

/** What is at hand. */
const texts = new Map<Language, Texts>([['en', english]]);
let inForce: Language = 'en';
let region = 'en';
let plurals = new Intl.PluralRules('en');
const pseudo: Pseudo | undefined = pseudoFor(typeof location === 'undefined' ? '' : location.search);

/**
 * `count` picks the plural (`…_one` in `en.json`); `context` one meaning of several: `t('Done', { context: 'leave' })` says
 * `Done_leave` where a language has it.
 */
export type Values = Record<string, string | number>;

/** @param key an English sentence, literally, so that the test of the translations finds it; or one marked by `key` */
export function t(key: string, values: Values = {}): string {
  const text = filled({ template: templateOf(key, values), values }, region);
  return pseudo === undefined ? text : pseudo.change(text);
}

function templateOf(key: string, { context, count }: Values): string {
  const known = texts.get(inForce) ?? {};
  const meant = context === undefined ? undefined : known[`${key}_${context}`];
  if (meant !== undefined) return meant;
  const plural = typeof count === 'number' ? known[`${key}_${plurals.select(count)}`] : undefined;
  return plural ?? known[key] ?? key;
}

/** Marks a sentence that is kept somewhere until `t` says it. */
export function key<T extends string>(text: T): T {
  return text;
}

export function language(): Language {
  return inForce;
}

/** The language in force, with the person's own region where it has one: for dates, clocks and numbers. */
export function locale(): string {
  return region;
}

export function direction(): 'ltr' | 'rtl' {
  return pseudo?.direction ?? 'ltr';
}

export function isAtHand(wanted: Language): boolean {
  return texts.has(wanted);
}

/** Fetches the texts of a language. Where that fails, it speaks English until the window is opened anew. */
export async function fetchLanguage(wanted: Language): Promise<void> {
  if (texts.has(wanted)) return;
  try {
    const { chinese } = await import('./chinese.ts');
    texts.set(wanted, chinese);
  } catch {
    texts.set(wanted, english);
  }
}

/** Call before drawing, with a language that is at hand; what is on screen does not change by itself. */
export function setLanguage(choice: LanguageChoice, preferred: readonly string[]): Language {
  inForce = languageFor(choice, preferred);
  region = localeFor(inForce, preferred);
  plurals = new Intl.PluralRules(inForce);
  return inForce;
}
