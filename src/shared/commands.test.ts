import { expect, test } from 'vitest';
import { commandIds, keyedCommands } from './commands.ts';
import { isPressed } from './keys.ts';

test('every id has its words and its keys, once', () => {
  expect(keyedCommands.map(({ id }) => id).toSorted()).toEqual([...commandIds].toSorted());
  expect(keyedCommands.every(({ keys }) => keys.length > 0)).toBe(true);
});

test('no two commands answer the same keys, on any system', () => {
  const presses = keyedCommands.flatMap(({ keys }) => keys).map((keys) => ({ keys, parts: keys.split('+') }));
  for (const isMac of [true, false]) {
    for (const { keys, parts } of presses) {
      const event = {
        key: parts.at(-1) ?? '',
        ctrlKey: !isMac && parts.includes('Mod'),
        metaKey: isMac && parts.includes('Mod'),
        shiftKey: parts.includes('Shift'),
        altKey: false,
      };
      const answering = keyedCommands.filter((one) => one.keys.some((wanted) => isPressed(wanted, event, isMac)));
      expect(answering, keys).toHaveLength(1);
    }
  }
});
