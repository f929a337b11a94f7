import type { Page } from 'playwright';
import type { ShownClip } from '../shown-clips.ts';

/** Under which circumstances a view is drawn. */
export interface Look {
  theme: 'dark' | 'light';
  width: number;
  height: number;
  /** 2: as with the text of the whole window at 200 %. */
  zoom: 1 | 2;
  language: 'en' | 'zh';
  /** One of the two languages that nobody speaks. */
  pseudo?: 'long' | 'rtl';
}

export interface View {
  /** Of the file. */
  name: string;
  looks: readonly Look[];
  /** What is in the library. Absent: a library of some weeks, and a key for each provider. */
  clips?: readonly ShownClip[];
  /** Without any key: as on the first start. */
  withoutKeys?: true;
  /** Leaves something behind in the core, so no other view is shown over the same library. */
  isOwn?: true;
  /** Brings the window from its first moment to what is shown. */
  arrange(page: Page): Promise<void>;
}

export const dark: Look = { theme: 'dark', width: 1280, height: 800, zoom: 1, language: 'en' };
export const light: Look = { ...dark, theme: 'light' };
export const small: Look = { ...dark, width: 900, height: 600 };
export const large: Look = { ...dark, width: 2560, height: 1440 };
export const zoomed: Look = { ...small, zoom: 2 };
export const chinese: Look = { ...dark, language: 'zh' };
export const longWords: Look = { ...small, pseudo: 'long' };
export const fromTheRight: Look = { ...dark, pseudo: 'rtl' };

/** `library`, `library-light`, `library-900`, `library-zh` … */
export function fileName(view: string, look: Look): string {
  const { theme, width, zoom, language, pseudo } = look;
  const words = [
    ...(theme === 'light' ? ['light'] : []),
    ...(zoom === 2 ? ['200-percent'] : width === dark.width ? [] : [String(width)]),
    ...(language === 'en' ? [] : [language]),
    ...(pseudo === undefined ? [] : [pseudo]),
  ];
  return `${[view, ...words].join('-')}.png`;
}
