import { describe, expect, it } from 'vitest';
import type { SavedPrompt } from '../../../shared/prompts.ts';
import { foundIn, namedAfter, recentIn, tagsFrom } from './prompt-draft.ts';

function saved(name: string, text: string, tags: string[] = []): SavedPrompt {
  return { id: crypto.randomUUID(), name, text, tags, createdAt: 1, changedAt: 1 };
}

describe('a saved prompt', () => {
  it.each([
    ['A fox, [Pan left] in the snow.', 'A fox, in the snow'],
    ['{subject} walks by the sea', 'subject walks by the sea'],
    ['One two three four five six seven eight nine ten eleven', 'One two three four five six seven eight'],
    ['[Push in]', ''],
    ['红狐走过初雪，寒气中呼出白雾。', '红狐走过初雪，寒气中呼出白雾'],
  ])('%j is called %j at first', (text, name) => {
    expect(namedAfter(text)).toBe(name);
  });

  it('has each tag once', () => {
    expect(tagsFrom(' night, Sea ，sea,,')).toEqual(['night', 'Sea']);
    expect(tagsFrom('')).toEqual([]);
    expect(tagsFrom('x'.repeat(61))).toBeUndefined();
  });

  it('is found by words of its name, its text and its tags together', () => {
    const all = [saved('Fox', 'runs in snow', ['winter']), saved('Sea', 'calm at dawn')];
    expect(foundIn(all, 'snow WINTER').map(({ name }) => name)).toEqual(['Fox']);
    expect(foundIn(all, '').map(({ name }) => name)).toEqual(['Fox', 'Sea']);
    expect(foundIn(all, 'snow dawn')).toEqual([]);
  });

  it('does not stand among the recent ones as well', () => {
    const recent = [
      { text: 'runs in snow', at: 2 },
      { text: 'A pier', at: 1 },
    ];
    expect(recentIn(recent, [saved('Fox', 'runs in snow ')], '')).toEqual([{ text: 'A pier', at: 1 }]);
    expect(recentIn(recent, [], 'pier').map(({ text }) => text)).toEqual(['A pier']);
  });
});
