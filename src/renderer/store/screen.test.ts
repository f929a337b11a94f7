import { expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { screenOf } from './screen.ts';

test('each screen has its address, and any other address is the library’s', () => {
  expect(screenOf('#/queue')).toBe('queue');
  expect(screenOf('#/spending')).toBe('spending');
  for (const address of ['', '#', '#/clips', '#/queues', '#/nonsense', addressOf({ search: '#/queue' })])
    expect(screenOf(address)).toBe('library');
});
