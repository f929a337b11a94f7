import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Red, green and blue from 0 to 255, and how much of it covers what lies below, from 0 to 1. */
export interface Colour {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

export type Theme = 'light' | 'dark';
export const themes: readonly Theme[] = ['light', 'dark'];

const styles = join(import.meta.dirname, '..', '..', 'src', 'renderer', 'styles');

export const tokensText = readFileSync(join(styles, 'tokens.css'), 'utf8');

/** The custom properties of a rule's body. Comments hold no values. */
export function declarations(body: string): Map<string, string> {
  const bare = body.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return new Map(
    Array.from(bare.matchAll(/(--[\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [name, value.trim()]),
  );
}

/** The body of the first rule that begins with `start`, without the braces; nested rules are a part of it. */
export function bodyOf(css: string, start: string): string {
  const begin = css.indexOf(start);
  const from = css.indexOf('{', begin) + 1;
  if (begin === -1 || from === 0) throw new Error(`no rule ${start}`);
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < css.length; at += 1) depth += css[at] === '{' ? 1 : css[at] === '}' ? -1 : 0;
  return css.slice(from, at - 1);
}

const everyday = declarations(bodyOf(tokensText, ':root {\n  /* Surfaces'));
const moreContrast = declarations(bodyOf(tokensText, '@media (prefers-contrast: more)'));

export interface Palette {
  /** A token's colour, without its dashes: `text-1`. Throws for what is no colour. */
  colour(name: string, theme: Theme): Colour;
}

export const palettes: Readonly<Record<'everyday' | 'more contrast', Palette>> = {
  everyday: paletteOf(everyday),
  'more contrast': paletteOf(new Map([...everyday, ...moreContrast])),
};

function paletteOf(tokens: ReadonlyMap<string, string>): Palette {
  function read(value: string, theme: Theme): Colour {
    const [, light, dark] = /^light-dark\((.+),\s*(.+)\)$/.exec(value) ?? [];
    if (light !== undefined && dark !== undefined) return read(theme === 'light' ? light : dark, theme);
    const [, other] = /^var\((--[\w-]+)\)$/.exec(value) ?? [];
    if (other !== undefined) return token(other, theme);
    return value === 'transparent' ? { red: 0, green: 0, blue: 0, alpha: 0 } : fromHex(value);
  }
  function token(name: string, theme: Theme): Colour {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`tokens.css has no ${name}`);
    return read(value, theme);
  }
  return { colour: (name, theme) => token(`--${name}`, theme) };
}

function fromHex(value: string): Colour {
  const [, digits = ''] = /^#((?:[0-9a-f]{2}){3,4})$/i.exec(value) ?? [];
  const [red, green, blue, alpha = 255] = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`${value} is no colour`);
  return { red, green, blue, alpha: alpha / 255 };
}

/** What is seen where one colour lies on another, which covers everything. */
export function over(top: Colour, ground: Colour): Colour {
  const mix = (one: number, other: number): number => one * top.alpha + other * (1 - top.alpha);
  return {
    red: mix(top.red, ground.red),
    green: mix(top.green, ground.green),
    blue: mix(top.blue, ground.blue),
    alpha: 1,
  };
}

/** How far two opaque colours lie apart in brightness, 1 to 21, as WCAG 2.2 counts it. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance({ red, green, blue }: Colour): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
