import { describe, expect, it } from 'vitest';
import { refusedPart } from './refused-part.ts';

describe('what the content filter refused', () => {
  it.each([
    ['1026', 'input new_sensitive', 'input'],
    [undefined, 'input new_sensitive (1026)', 'input'],
    ['1027', 'output new_sensitive', 'result'],
    [undefined, 'task failed: output new_sensitive (1027)', 'result'],
    ['ILLEGAL_PROMPT', undefined, 'prompt'],
    ['ILLEGAL_IMAGE_CONTENT', undefined, 'picture'],
    ['1026', 'The image was flagged', 'picture'],
    ['1026', 'your prompt contains sensitive words', 'prompt'],
    [undefined, 'prompt or image violates the policy', 'input'],
    [undefined, 'the generated video was withheld by moderation', 'result'],
    ['forbidden', 'Content moderation refused this request.', undefined],
    [undefined, undefined, undefined],
  ])('%s “%s”: %s', (code, text, part) => {
    expect(refusedPart(code, text)).toBe(part);
  });
});
