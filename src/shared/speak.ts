import type { Language } from './language.ts';
import { filled, type Sentence } from './sentence.ts';
import { chineseOfTheCore } from './texts/chinese-of-the-core.ts';

/** What the core itself says in the person's language, where no window does it: menus, native notices and dialogs. */
export function speak(sentences: Sentence | readonly Sentence[], language: Language): string {
  const isChinese = language === 'zh-CN';
  // Chinese sets no space after its full stop.
  return [sentences]
    .flat()
    .map(({ template, values }) =>
      filled({ template: isChinese ? (chineseOfTheCore[template] ?? template) : template, values }, language),
    )
    .join(isChinese ? '' : ' ');
}
