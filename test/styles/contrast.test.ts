import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  contrast,
  declarations,
  over,
  palettes,
  themes,
  tokensText,
  type Colour,
  type Palette,
  type Theme,
} from './colours.ts';
import { decoration, shapes, texts, type Pairs } from './pairs.ts';

const renderer = join(import.meta.dirname, '..', '..', 'src', 'renderer');

const ends: Readonly<Record<string, Colour>> = {
  white: { red: 255, green: 255, blue: 255, alpha: 1 },
  black: { red: 0, green: 0, blue: 0, alpha: 1 },
};

function seen(layers: string, palette: Palette, theme: Theme): Colour {
  const [lowest, ...others] = layers
    .split(' on ')
    .toReversed()
    .map((name) => ends[name] ?? palette.colour(name, theme));
  if (lowest === undefined) throw new Error('no layer');
  return others.reduce((ground, top) => over(top, ground), lowest);
}

/** What lies below the wanted contrast, in words that name the pair. */
function tooClose(all: readonly Pairs[], least: number, palette: Palette, theme: Theme): string[] {
  return all.flatMap(({ where, inks, grounds }) =>
    inks.flatMap((ink) =>
      grounds.flatMap((layers) => {
        const ground = seen(layers, palette, theme);
        const ratio = contrast(over(palette.colour(ink, theme), ground), ground);
        return ratio >= least ? [] : [`${where}: ${ink} on ${layers} is ${ratio.toFixed(2)}, not ${least}`];
      }),
    ),
  );
}

describe('contrast', () => {
  for (const [name, palette] of Object.entries(palettes)) {
    for (const theme of themes) {
      it(`of every text is AA or better: ${theme}, ${name}`, () => {
        expect(tooClose(texts, 4.5, palette, theme)).toEqual([]);
      });
      it(`of every shape that tells something is 3 to 1 or better: ${theme}, ${name}`, () => {
        expect(tooClose(shapes, 3, palette, theme)).toEqual([]);
      });
    }
  }

  it('is counted as WCAG counts it', () => {
    const { white, black } = ends;
    if (white === undefined || black === undefined) throw new Error('unreachable');
    expect(contrast(white, black)).toBeCloseTo(21);
    // The example of the standard’s own notes: #767676 is the palest grey that passes on white.
    expect(contrast({ red: 0x76, green: 0x76, blue: 0x76, alpha: 1 }, white)).toBeCloseTo(4.54, 2);
    expect(contrast({ red: 0x77, green: 0x77, blue: 0x77, alpha: 1 }, white)).toBeLessThan(4.5);
    expect(over({ ...black, alpha: 0.5 }, white).red).toBeCloseTo(127.5);
  });
});

/** The names that utilities of Tailwind use, e.g. `ink-1`, and the token behind each. */
const named = new Map(
  Array.from(declarations(bodyOf(tokensText, '@theme inline')))
    .filter(([name]) => name.startsWith('--color-'))
    .map(([name, value]) => [name.slice('--color-'.length), value.replace(/^var\(--(.+)\)$/, '$1')]),
);

const sources = globSync(`${renderer}/**/*.{ts,tsx,css}`)
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file: file.slice(renderer.length + 1), text: readFileSync(file, 'utf8') }));

function used(utilities: string): Set<string> {
  const names = Array.from(named.keys()).toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(String.raw`(?<![\w-])(?:${utilities})-(${names.join('|')})(?![\w-])`, 'g');
  return new Set(
    sources.flatMap(({ text }) => Array.from(text.matchAll(pattern), ([, name = '']) => named.get(name) ?? name)),
  );
}

describe('colours in the window', () => {
  it('are used in pairs that are measured', () => {
    expect(used('bg').size).toBeGreaterThan(10);
    const inks = new Set([...texts, ...shapes].flatMap((pairs) => pairs.inks));
    const layers = new Set(
      [...texts, ...shapes].flatMap(({ grounds }) => grounds.flatMap((ground) => ground.split(' on '))),
    );
    const free = new Set(decoration);
    const unmeasured = (wanted: Set<string>, known: (name: string) => boolean): string[] =>
      Array.from(wanted).filter((name) => !free.has(name) && !known(name));
    expect(unmeasured(used('text|fill|stroke|caret|outline|ring|border|decoration'), (name) => inks.has(name))).toEqual(
      [],
    );
    expect(unmeasured(used('bg'), (name) => layers.has(name) || inks.has(name))).toEqual([]);
  });

  it('come from tokens.css alone', () => {
    const raw = sources
      .filter(({ file }) => file !== 'styles/tokens.css')
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .flatMap((line, index) =>
            /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})(?![\w-])|\b(?:rgba?|hsla?|oklch|light-dark)\(/i.test(line) &&
            !/^\s*(?:\/\/|\*|\/\*)/.test(line)
              ? [`${file}:${index + 1}: ${line.trim()}`]
              : [],
          ),
      );
    expect(raw).toEqual([]);
  });
});
