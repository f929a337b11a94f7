import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, declarations, tokensText } from './colours.ts';

const renderer = join(import.meta.dirname, '..', '..', 'src', 'renderer');

/** A duration of its own, or a movement that no token rules, in the classes of one element. */
function ownMotion(classes: string): string[] {
  const words = classes.split(/\s+/);
  const isStill = (kind: string): boolean => words.includes(`motion-reduce:${kind}-none`);
  return words.filter((word) => {
    const bare = word.replace(/^.*:(?=[a-z])/, '');
    if (word.startsWith('motion-reduce:')) return false;
    if (/^duration-(?:\d+|\[(?!.*var\(--motion))/.test(bare)) return !isStill('transition');
    return bare.startsWith('animate-') && bare !== 'animate-none' && !isStill('animate');
  });
}

/** Times in a style sheet that stand there as figures, and animations. */
function ownMotionInCss(css: string): string[] {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return Array.from(bare.matchAll(/(?<![\w-])(?:transition|animation)(?:-[a-z]+)?\s*:\s*([^;}]+)/g))
    .filter(([, value = '']) => /\d(?:ms|s)\b/.test(value.replaceAll(/\b0m?s\b/g, '')))
    .map(([whole]) => whole);
}

/** Movement that is asked for in code, past every style sheet. */
function motionInCode(source: string): string[] {
  return Array.from(
    source.matchAll(/behavior: 'smooth'|\.animate\(|transition(?:Duration)?: '|animation: '/g),
    ([found]) => found,
  );
}

const files = globSync(`${renderer}/**/*.{ts,tsx,css}`)
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file: file.slice(renderer.length + 1), text: readFileSync(file, 'utf8') }));

describe('with reduced motion', () => {
  it('every length of time in the tokens is none', () => {
    const everyday = declarations(bodyOf(tokensText, ':root {\n  /* Surfaces'));
    const times = Array.from(everyday.keys()).filter((name) => /^--motion-\d$/.test(name));
    const still = declarations(bodyOf(tokensText, '@media (prefers-reduced-motion: reduce)'));
    expect(times.length).toBeGreaterThan(0);
    expect(Object.fromEntries(times.map((name) => [name, still.get(name)]))).toEqual(
      Object.fromEntries(times.map((name) => [name, '0ms'])),
    );
    expect(bodyOf(tokensText, '@theme inline')).toContain('--default-transition-duration: var(--motion-1)');
  });

  it('nothing in the window moves by a time of its own', () => {
    const found = files.flatMap(({ file, text }) => {
      const motions = file.endsWith('.css')
        ? ownMotionInCss(file === 'styles/tokens.css' ? '' : text)
        : [
            ...Array.from(text.matchAll(/(["'`])((?:(?!\1)[^\\])*)\1/g), ([, , words = '']) => ownMotion(words)).flat(),
            ...motionInCode(text),
          ];
      return motions.map((motion) => `${file}: ${motion}`);
    });
    expect(found).toEqual([]);
  });

  it('what moves is found', () => {
    expect(ownMotion('flex transition-[width] duration-500 ease-linear')).toEqual(['duration-500']);
    expect(ownMotion('transition-[width] duration-500 motion-reduce:transition-none')).toEqual([]);
    expect(ownMotion('transition-opacity duration-(--motion-3) hover:duration-[2s]')).toEqual(['hover:duration-[2s]']);
    expect(ownMotion('animate-spin')).toEqual(['animate-spin']);
    expect(ownMotion('animate-spin motion-reduce:animate-none')).toEqual([]);
    expect(ownMotionInCss('a { transition: opacity 90ms ease; }')).toHaveLength(1);
    expect(ownMotionInCss('a { transition: opacity var(--motion-1) var(--motion-out); animation: none; }')).toEqual([]);
    expect(motionInCode("scrollIntoView({ behavior: 'smooth' })")).toHaveLength(1);
  });
});
