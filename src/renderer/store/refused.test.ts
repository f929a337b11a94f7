import { expect, test } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { sampleJob } from '../samples.ts';
import { isMarked, partOf, type RefusedMark } from './refused.ts';

const frame = { kind: 'url', url: 'https://pictures.example/a.png' } as const;

function failedWith(failure: Partial<Failure>, hasPicture: boolean) {
  const job = sampleJob(1, 'A storm', {
    state: 'failed',
    failedAt: 1,
    failure: { kind: 'moderation', message: '', ...failure },
  });
  return hasPicture ? { ...job, request: { ...job.request, firstFrame: frame } } : job;
}

test.each([
  ['what the vendor named', { refusedPart: 'picture' }, true, 'picture'],
  ['the prompt, where there was nothing else', { refusedPart: 'input' }, false, 'prompt'],
  ['either, where there was a picture', {}, true, 'input'],
  ['the finished clip', { refusedPart: 'result' }, true, 'result'],
  ['the picture that the provider cannot use', { kind: 'invalid-image', stage: 'submit' }, true, 'picture'],
  ['nothing, for a trouble of another kind', { kind: 'provider-failed' }, true, undefined],
] as const)('%s', (_name, failure, hasPicture, part) => {
  expect(partOf(failedWith(failure, hasPicture))).toBe(part);
});

test('the mark stays with the very words and picture that were refused', () => {
  const mark = (part: RefusedMark['part']): RefusedMark => ({
    part,
    providerId: 'one',
    prompt: 'A storm',
    firstFrame: frame,
  });
  const draft = { prompt: 'A storm', firstFrame: frame };
  const fields = (part: RefusedMark['part'], now: typeof draft) =>
    (['prompt', 'firstFrame'] as const).filter((field) => isMarked(mark(part), field, now));
  expect(fields('prompt', draft)).toEqual(['prompt']);
  expect(fields('picture', draft)).toEqual(['firstFrame']);
  expect(fields('input', draft)).toEqual(['prompt', 'firstFrame']);
  expect(fields('result', draft)).toEqual(['prompt']);
  expect(fields('input', { ...draft, prompt: 'A calm' })).toEqual([]);
  expect(
    fields('input', { ...draft, firstFrame: { ...frame, url: 'https://pictures.example/b.png' } as never }),
  ).toEqual([]);
  expect(isMarked(undefined, 'prompt', draft)).toBe(false);
});
