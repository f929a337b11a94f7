import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTexts, type SourceText } from './support/source-texts.ts';
import { chineseOfTheCore } from '../src/shared/texts/chinese-of-the-core.ts';
import { policyTexts, providerTexts } from './support/provider-texts.ts';

const folder = 'src/renderer/texts';
const english = readJson(join(folder, 'en.json'));
const areas: { name: string; texts: Readonly<Record<string, string>> }[] = [
  { name: 'chinese-of-the-core.ts', texts: chineseOfTheCore },
  ...readdirSync(join(folder, 'zh')).map((name) => ({ name, texts: readJson(join(folder, 'zh', name)) })),
];
const source = readTexts('src');
const used = new Set([...source.texts.map(({ text }) => text), ...providerTexts(), ...policyTexts()]);

/** Where a value stands. */
const place = /\{\{[^}]*\}\}/g;
/** What one English word means in a certain place, where Chinese has two: `t('Done', { context: 'leave' })`. */
const context = /_[a-z]+$/;

/** The window says it all in English and in Simplified Chinese, and carries no word that nobody says. */
describe('the texts', () => {
  it('are written so that they can be found', () => {
    expect(source.unreadable).toEqual([]);
  });

  it('are never written into the window past the translations', () => {
    expect(source.bare.map(placed)).toEqual([]);
  });

  it('are all there in Chinese', () => {
    const known = new Set(areas.flatMap(({ texts }) => Object.keys(texts)));
    expect(source.texts.filter(({ text }) => !known.has(text)).map(placed)).toEqual([]);
    expect([...used].filter((text) => !known.has(text))).toEqual([]);
  });

  it('are all said somewhere', () => {
    const unused = areas.flatMap(({ name, texts }) =>
      Object.keys(texts)
        .filter((text) => !used.has(text) && !used.has(text.replace(context, '')))
        .map((text) => `${name}: ${text}`),
    );
    expect(unused).toEqual([]);
    const plurals = Object.keys(english).filter((text) => !used.has(text.replace(/_(?:one|other)$/, '')));
    expect(plurals).toEqual([]);
  });

  it('stand in one file only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { name, texts } of areas) {
      for (const text of Object.keys(texts)) {
        const before = seen.get(text);
        if (before !== undefined) twice.push(`${before} and ${name}: ${text}`);
        seen.set(text, name);
      }
    }
    expect(twice).toEqual([]);
  });

  it('have the same places for values in each language', () => {
    const other = [...areas.flatMap(({ texts }) => Object.entries(texts)), ...Object.entries(english)].filter(
      ([text, translated]) => placesOf(text).join() !== placesOf(translated).join(),
    );
    expect(other).toEqual([]);
  });

  it('are Chinese where they should be', () => {
    const latin = areas.flatMap(({ texts }) =>
      Object.entries(texts).filter(
        ([, translated]) => !/\p{Script=Han}/u.test(translated) && /[a-z]{4}/.test(translated.replaceAll(place, '')),
      ),
    );
    expect(latin).toEqual([]);
  });
});

function placed({ text, file, line }: SourceText): string {
  return `${file}:${line}: ${text}`;
}

function placesOf(text: string): string[] {
  return [...text.matchAll(place)].map(([found]) => found.replaceAll(' ', '')).toSorted();
}

function readJson(path: string): Record<string, string> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}
