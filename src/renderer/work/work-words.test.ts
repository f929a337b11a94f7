import { describe, expect, it } from 'vitest';
import { workKindSchema, type Work } from '../../shared/work.ts';
import { workSentence } from './work-words.ts';

const work = (change: Partial<Work>): Work => ({
  id: crypto.randomUUID(),
  kind: 'scrub',
  state: 'running',
  done: 0,
  ...change,
});

describe('the line of a work', () => {
  it('counts, with the total as soon as it is known', () => {
    expect(workSentence(work({}))).toBe('Checking the files …');
    expect(workSentence(work({ done: 3 }))).toBe('Checking the files: 3');
    expect(workSentence(work({ done: 3, total: 9 }))).toBe('Checking the files: 3 of 9');
  });

  it.each(workKindSchema.options)('%s has words for the way and for a stop', (kind) => {
    expect(workSentence(work({ kind }))).toMatch(/…$/);
    expect(workSentence(work({ kind, state: 'stopped' }))).toMatch(/\.$/);
  });

  it('ends with what the core says', () => {
    expect(workSentence(work({ state: 'done', report: { summary: 'All well.', findings: [] } }))).toBe('All well.');
    const failure = { kind: 'disk', message: 'No room.' } as const;
    expect(workSentence(work({ state: 'failed', failure }))).toBe('No room.');
  });
});
