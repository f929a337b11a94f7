import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPrompts, escapeTemplate, expandTemplate, missingValues, readTemplate } from './prompt-template.ts';

const all = (text: string, values: Record<string, string[]> = {}): string[] => [
  ...expandTemplate(readTemplate(text), values),
];

describe('a prompt that stands for many', () => {
  it('is one prompt where there is nothing to choose', () => {
    expect(all('A fox [Pan left]')).toEqual(['A fox [Pan left]']);
    expect(readTemplate('A fox').isPlain).toBe(true);
  });

  it('takes every option, the last place changing first', () => {
    expect(all('{dawn|dusk}, {calm|storm}')).toEqual(['dawn, calm', 'dawn, storm', 'dusk, calm', 'dusk, storm']);
  });

  it('gives a variable the same value wherever it stands', () => {
    expect(all('{who} looks at {who}', { who: ['a fox', 'an owl'] })).toEqual([
      'a fox looks at a fox',
      'an owl looks at an owl',
    ]);
  });

  it('makes no prompt twice for a value that an option does not hold', () => {
    expect(all('{a {who}|nobody}', { who: ['fox', 'owl'] })).toEqual(['a fox', 'a owl', 'nobody']);
  });

  it('nests, and lets an option be empty', () => {
    expect(all('a {red |blue ||{light|dark} green }car')).toEqual([
      'a red car',
      'a blue car',
      'a car',
      'a light green car',
      'a dark green car',
    ]);
  });

  it('counts the same option once, because each clip is paid for', () => {
    expect(all('{a|a|b}')).toEqual(['a', 'b']);
  });

  it('takes a value as it is, braces and all', () => {
    expect(all('{x}', { x: ['{a|b}'] })).toEqual(['{a|b}']);
  });

  it.each([
    ['a } b', 2],
    ['a {b', 2],
    ['{}', 0],
    ['{a, b}', 0],
    ['{{a|b}}', 0],
    ['{'.repeat(30), 20],
    ['{a|b}'.repeat(101), 500],
  ])('says where %s cannot be understood, and expands to nothing', (text, at) => {
    const template = readTemplate(text);
    expect(template.problems.map((problem) => problem.at)).toContain(at);
    expect([...expandTemplate(template, { a: ['x'] })]).toEqual([]);
  });

  it('names the variables that have no value', () => {
    const template = readTemplate('{who} {where} {who}');
    expect(template.variables).toEqual(['who', 'where']);
    expect(missingValues(template, { who: ['fox'], where: [] })).toEqual(['where']);
    expect(missingValues(readTemplate('{constructor}'), {})).toEqual(['constructor']);
  });

  it('counts no further than it is asked to', () => {
    const many = readTemplate('{a|b|c|d}'.repeat(60));
    expect(countPrompts(many, {}, 10_000)).toEqual({ count: 10_000, isMore: true });
    expect(countPrompts(readTemplate('{a|b}{c|d}'), {}, 4)).toEqual({ count: 4, isMore: false });
  });

  it('any text, escaped, stands for itself', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(all(escapeTemplate(text))).toEqual([text]);
      }),
    );
  });

  it('never fails, and counts what it expands', () => {
    const piece = fc.constantFrom('{', '}', '|', '\\', 'a', 'b', '{a|b}', '{x}', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const template = readTemplate(pieces.join(''));
        const values = { a: ['1', '2'], b: ['3'], x: ['4', '5'] };
        const prompts = [...expandTemplate(template, values)];
        expect(countPrompts(template, values, 100_000)).toEqual({ count: prompts.length, isMore: false });
        expect(template.problems.length > 0 || prompts.length > 0 || missingValues(template, values).length > 0).toBe(
          true,
        );
      }),
    );
  });

  it('choices multiply', () => {
    const options = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(options, { maxLength: 4 }), (places) => {
        const text = places.map((place) => `{${place.join('|')}}`).join('-');
        expect(all(text)).toHaveLength(places.reduce((product, place) => product * place.length, 1));
      }),
    );
  });
});
