import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/** How much a window loads, in bytes after gzip: scripts, workers and styles. Pictures are of the demo alone. */
const mostBytes = 450_000;
/** The texts of a language other than English, which only a window in that language loads. */
const mostBytesOfLanguage = 55_000;

const folder = 'out/renderer/assets';
const files = readdirSync(folder)
  .filter((name) => /\.(?:js|css)$/.test(name))
  .map((name) => ({
    name,
    text: readFileSync(join(folder, name)),
    bytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length,
  }));
const isLanguage = ({ name }: { name: string }): boolean => name.startsWith('chinese-');

function listed(some: typeof files): string {
  return some.map(({ name, bytes }) => `${name} ${bytes}`).join(', ');
}

test('what a window loads, its workers included, stays small', () => {
  const window = files.filter((file) => !isLanguage(file));
  expect(window.map(({ name }) => name.replace(/-[\w-]{8}\./, '.')).toSorted()).toEqual(
    expect.arrayContaining(['frame-worker.js', 'index.css', 'index.js', 'picture-worker.js']),
  );
  expect(
    window.reduce((sum, { bytes }) => sum + bytes, 0),
    listed(window),
  ).toBeLessThanOrEqual(mostBytes);
});

test('a language is loaded by itself, and stays small', () => {
  const languages = files.filter(isLanguage);
  expect(languages).toHaveLength(1);
  for (const { name, bytes } of languages) expect(bytes, name).toBeLessThanOrEqual(mostBytesOfLanguage);
});

test('the page of all primitives is for development alone', () => {
  for (const { name, text } of files) expect(text.includes('Every primitive'), name).toBe(false);
});
