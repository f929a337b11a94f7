import type { Settings } from './settings.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];
export type LanguageChoice = Settings['language'];

/** What the person chose, else the first of the system's languages that Conch speaks, else English. */
export function languageFor(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    const [name] = tag.toLowerCase().split('-');
    // Readers of traditional characters read the simplified ones sooner than English.
    if (name === 'zh') return 'zh-CN';
    if (name === 'en') return 'en';
  }
  return 'en';
}
