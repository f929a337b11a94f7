import { chineseOfTheCore } from '../../shared/texts/chinese-of-the-core.ts';

/** All of the Chinese, fetched by windows in Chinese alone. */
export const chinese: Readonly<Record<string, string>> = Object.assign(
  {},
  chineseOfTheCore,
  ...Object.values(import.meta.glob<Record<string, string>>('./zh/*.json', { eager: true, import: 'default' })),
);
