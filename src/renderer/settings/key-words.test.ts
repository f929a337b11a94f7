import { expect, test } from 'vitest';
import { keyStateSchema } from '../../shared/contract.ts';
import { canTest, isEditable, keyPlaceholder, keyPlaceText, keyStateText, storageSentence } from './key-words.ts';

const { options: sources } = keyStateSchema.shape.source;

test('only a key from the environment is read-only', () => {
  expect(sources.filter((source) => !isEditable({ source }))).toEqual(['environment']);
});

test('a key that is not there or cannot be opened is not tested', () => {
  expect(sources.filter((source) => !canTest({ source }))).toEqual(['none', 'unreadable']);
});

test('words for what is stored, with the ending where it is known', () => {
  expect(keyStateText({ source: 'none' })).toBe('No key');
  expect(keyStateText({ source: 'keychain', hint: '9f2c' })).toBe('Key saved, ends in 9f2c');
  expect(keyStateText({ source: 'environment' })).toBe('Key from the environment');
  expect(keyPlaceholder({ source: 'session' })).toBe('Saved. Type to replace.');
  expect(keyPlaceText({ source: 'session' })).toBe('in memory until Conch quits');
  expect(keyPlaceText({ source: 'file' })).toContain('not encrypted');
  expect(keyPlaceText({ source: 'none' })).toBeUndefined();
});

test('where a key will go is said before it is typed', () => {
  expect(storageSentence({ keyStorage: 'keychain', keyFile: false })).toContain('keychain seals');
  expect(storageSentence({ keyStorage: 'session', keyFile: false })).toContain('in memory until Conch quits.');
  expect(storageSentence({ keyStorage: 'session', keyFile: true })).toContain('unless you choose a private file');
});
