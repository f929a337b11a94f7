import { describe, expect, test } from 'vitest';
import { settingsPatchSchema } from '../../shared/settings.ts';
import {
  baseUrlPatch,
  concurrentClipsPatch,
  countFrom,
  fewestClips,
  libraryFolderPatch,
  mostClips,
} from './settings-patch.ts';

const provider = { id: 'someone', defaultBaseUrl: 'https://api.example.com', defaultConcurrentClips: 3 };

describe('base URL', () => {
  test.each([
    ['https://proxy.example.com', 'https://proxy.example.com'],
    [' https://proxy.example.com/ ', 'https://proxy.example.com'],
    ['', null],
    ['https://api.example.com/', null],
  ])('%j becomes %j', (text, baseUrl) => {
    expect(baseUrlPatch(provider, text)).toEqual({ providers: { someone: { baseUrl } } });
  });
});

describe('concurrent clips', () => {
  test.each([
    ['5', 5],
    ['3', null],
    ['', null],
    ['0', 1],
    ['900', 50],
    ['2.6', null],
  ])('%j becomes %j', (text, concurrentClips) => {
    expect(concurrentClipsPatch(provider, countFrom(text))).toEqual({ providers: { someone: { concurrentClips } } });
  });

  test('the limits are those of the core', () => {
    const accepts = (concurrentClips: number) =>
      settingsPatchSchema.safeParse({ providers: { someone: { concurrentClips } } }).success;
    expect([fewestClips - 1, fewestClips, mostClips, mostClips + 1].map(accepts)).toEqual([false, true, true, false]);
  });
});

test('an emptied library folder goes back to the usual place', () => {
  expect(libraryFolderPatch(' /films ')).toEqual({ libraryFolder: '/films' });
  expect(libraryFolderPatch('  ')).toEqual({ libraryFolder: null });
});
