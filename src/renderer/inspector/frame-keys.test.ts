import { expect, test } from 'vitest';
import { frameKey } from './frame-keys.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false, target: null };

test('the comma steps back, the full stop steps on, everything else is nobody’s business here', () => {
  expect(frameKey({ ...bare, key: ',' })).toBe(-1);
  expect(frameKey({ ...bare, key: '.' })).toBe(1);
  expect(frameKey({ ...bare, key: 'a' })).toBeUndefined();
});

test('with Ctrl or Cmd the comma opens the settings, so it steps nowhere', () => {
  expect(frameKey({ ...bare, key: ',', ctrlKey: true })).toBeUndefined();
  expect(frameKey({ ...bare, key: ',', metaKey: true })).toBeUndefined();
});

test('what is typed into a text is typed, and a dialog keeps its keys', () => {
  const within = (place: string | null) => ({ closest: () => place }) as unknown as EventTarget;
  expect(frameKey({ ...bare, key: '.', target: within('textarea') })).toBeUndefined();
  expect(frameKey({ ...bare, key: '.', target: within(null) })).toBe(1);
});
