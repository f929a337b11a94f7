import { expect, it } from 'vitest';
import { readJobId } from './job-id.ts';

it.each([
  [{ task_id: 'a-1' }, 'task_id', 'a-1'],
  [{ task_id: 270345278521392 }, 'task_id', '270345278521392'],
  [{ id: '349865:minimax/hailuo-2.3' }, 'generation_id', '349865:minimax/hailuo-2.3'],
  [{ generation_id: 'g', id: 'i' }, 'generation_id', 'g'],
  [{ task_id: '', request_id: 'r' }, 'task_id', 'r'],
  [{ task_id: 'a b&c=d?e#f%2Fg' }, 'task_id', 'a b&c=d?e#f%2Fg'],
  [{ task_id: '' }, 'task_id', undefined],
  [{ task_id: ' ' }, 'task_id', undefined],
  [{ task_id: '0' }, 'task_id', undefined],
  [{ task_id: 0 }, 'task_id', undefined],
  [{ task_id: '..' }, 'task_id', undefined],
  [{ task_id: 'a\nb' }, 'task_id', undefined],
  [{ task_id: null }, 'task_id', undefined],
  [{ task_id: { id: 'x' } }, 'task_id', undefined],
  [{ task_id: 'x'.repeat(501) }, 'task_id', undefined],
  [{}, 'task_id', undefined],
  [[{ task_id: 'x' }], 'task_id', undefined],
  [null, 'task_id', undefined],
] as const)('finds the id in %j (%s): %j', (json, primary, id) => {
  expect(readJobId(json, primary)).toBe(id);
});
