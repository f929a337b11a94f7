import { expect, test } from 'vitest';
import { acceleratorOf, ariaKeys, isPressed, keysText } from './keys.ts';

const bare = { key: 'k', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('the main modifier is the one of the system, and no other may be held', () => {
  expect(isPressed('Mod+K', { ...bare, ctrlKey: true }, false)).toBe(true);
  expect(isPressed('Mod+K', { ...bare, metaKey: true }, true)).toBe(true);
  expect(isPressed('Mod+K', { ...bare, ctrlKey: true }, true)).toBe(false);
  expect(isPressed('Mod+K', bare, false)).toBe(false);
  for (const more of [{ altKey: true }, { shiftKey: true }, { metaKey: true }])
    expect(isPressed('Mod+K', { ...bare, ctrlKey: true, ...more }, false)).toBe(false);
});

test('a sign counts with Shift and without, a letter and a function key do not', () => {
  expect(isPressed('?', { ...bare, key: '?', shiftKey: true }, false)).toBe(true);
  expect(isPressed('?', { ...bare, key: '?' }, false)).toBe(true);
  expect(isPressed('F6', { ...bare, key: 'F6', shiftKey: true }, false)).toBe(false);
  expect(isPressed('Shift+F6', { ...bare, key: 'F6', shiftKey: true }, false)).toBe(true);
});

test('keys are written as each system prints them', () => {
  expect([keysText('Mod+K', true), keysText('Mod+K', false)]).toEqual(['⌘K', 'Ctrl K']);
  expect([keysText('Mod+Shift+E', true), keysText('Mod+Shift+E', false)]).toEqual(['⇧⌘E', 'Ctrl Shift E']);
  expect(acceleratorOf('Mod+,')).toBe('CmdOrCtrl+,');
  expect([ariaKeys('Mod+K', true), ariaKeys('Mod+K', false)]).toEqual(['Meta+K', 'Control+K']);
});
