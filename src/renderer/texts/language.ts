import type { Language } from '../../shared/language.ts';

/** The person's own region of that language, so that clocks and dates look as they do everywhere else on this computer. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  // Regions of Chinese differ in their characters, too.
  if (language !== 'en') return language;
  return preferred.find((tag) => /^en\b/i.test(tag)) ?? language;
}
