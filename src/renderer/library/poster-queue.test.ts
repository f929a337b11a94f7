import { expect, test } from 'vitest';
import { createPosterQueue } from './poster-queue.ts';

/** A maker whose pictures are finished or broken by hand. */
function handMade() {
  const begun: string[] = [];
  const ends = new Map<string, { finish: () => void; break: () => void }>();
  const make = (id: string) =>
    new Promise<void>((resolve, reject) => {
      begun.push(id);
      ends.set(id, {
        finish: resolve,
        break: () => {
          reject(new Error('cannot be decoded'));
        },
      });
    });
  const end = async (id: string, how: 'finish' | 'break') => {
    ends.get(id)?.[how]();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { begun, make, end };
}

test('one after the other, in the order of the list', async () => {
  const { begun, make, end } = handMade();
  const queue = createPosterQueue(make);
  queue.want(['a', 'b']);
  expect(begun).toEqual(['a']);
  queue.want(['a', 'b', 'c']);
  expect(begun).toEqual(['a']);
  await end('a', 'finish');
  expect(begun).toEqual(['a', 'b']);
  await end('b', 'finish');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('a clip that cannot be decoded is left alone and stops nobody', async () => {
  const { begun, make, end } = handMade();
  const queue = createPosterQueue(make);
  queue.want(['broken', 'whole']);
  await end('broken', 'break');
  expect(begun).toEqual(['broken', 'whole']);
  await end('whole', 'finish');
  queue.want(['broken', 'whole']);
  expect(begun).toEqual(['broken', 'whole']);
});

test('takes up work again after it ran dry', async () => {
  const { begun, make, end } = handMade();
  const queue = createPosterQueue(make);
  queue.want(['a']);
  await end('a', 'finish');
  queue.want(['a', 'b']);
  expect(begun).toEqual(['a', 'b']);
});

test('begins nothing after it was stopped', async () => {
  const { begun, make, end } = handMade();
  const queue = createPosterQueue(make);
  queue.want(['a', 'b']);
  queue.stop();
  await end('a', 'finish');
  queue.want(['c']);
  expect(begun).toEqual(['a']);
});

test('a clip that went wrong is tried once more when it is opened, before the others', async () => {
  const { begun, make, end } = handMade();
  const queue = createPosterQueue(make);
  queue.want(['a', 'b', 'c']);
  await end('a', 'break');
  expect(begun).toEqual(['a', 'b']);
  queue.again('a');
  queue.again('a');
  await end('b', 'finish');
  expect(begun).toEqual(['a', 'b', 'a']);
  await end('a', 'finish');
  await end('c', 'finish');
  queue.again('a');
  queue.again('b');
  queue.again('nobody');
  expect(begun).toEqual(['a', 'b', 'a', 'c']);
});
