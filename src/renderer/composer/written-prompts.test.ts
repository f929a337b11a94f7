import { describe, expect, test } from 'vitest';
import { writtenFor } from '../store/draft-rules.ts';
import { writtenPrompts } from './written-prompts.ts';

describe('writtenPrompts', () => {
  test('a text without braces stands for itself', () => {
    expect(writtenPrompts('A calm sea [Push in]', {})).toBeUndefined();
    expect(writtenPrompts(String.raw`A path C:\sea`, {})).toBeUndefined();
  });

  test('choices and variables are counted, and the first few are shown as they would be sent', () => {
    const found = writtenPrompts('A {red|blue} {thing} at {dawn|noon}', { thing: ['boat', 'kite'] });
    expect(found).toMatchObject({ count: 8, isMore: false, issues: [] });
    expect(found?.shown).toEqual(['A red boat at dawn', 'A red boat at noon', 'A red kite at dawn']);
  });

  test('counting ends where nobody would go on', () => {
    const digits = '{0|1|2|3|4|5|6|7|8|9}'.repeat(6);
    expect(writtenPrompts(digits, {})).toMatchObject({ count: 1_000, isMore: true });
  });

  test('what is wrong stops it, and one click takes the text as it is', () => {
    const [issue] = writtenPrompts('A {subject} and a {', {})?.issues ?? [];
    expect(issue).toMatchObject({ field: 'prompt', severity: 'error' });
    const change = issue?.fixes[0]?.kind === 'fields' ? issue.fixes[0].change : {};
    expect(change.prompt).toBe(String.raw`A \{subject\} and a \{`);
    expect(writtenPrompts(change.prompt ?? '', {})).toMatchObject({ count: 1, shown: ['A {subject} and a {'] });
  });

  test('a variable without a value is asked for', () => {
    expect(writtenPrompts('A {subject}', {})?.issues.map(({ message }) => message)).toEqual([
      'Say what {subject} stands for.',
    ]);
  });
});

test('the prompt of a clip is written so that it stands for itself', () => {
  for (const prompt of ['A calm sea', 'One | two', 'A {b|c} d', String.raw`\{`, '{', String.raw`C:\sea`]) {
    const written = writtenFor(prompt);
    expect(writtenPrompts(written, {})?.shown ?? [written]).toEqual([prompt]);
  }
  expect(writtenFor('A calm sea')).toBe('A calm sea');
});
