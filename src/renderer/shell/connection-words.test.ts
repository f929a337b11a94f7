import { expect, test } from 'vitest';
import { connectionWords } from './connection-words.ts';

test('there are no words while all is well or still opening', () => {
  for (const connection of ['open', 'connecting'] as const)
    expect(connectionWords(connection, 'browser')).toBeUndefined();
});

test('a browser is told of the address, a window of the app has none', () => {
  expect(connectionWords('lost', 'browser')).toContain('the new address that the terminal shows');
  expect(connectionWords('lost', 'electron')).not.toContain('address');
});

test('a window that is not known any more is told what to do, not that it keeps trying', () => {
  const words = connectionWords('shut-out', 'browser');
  expect(words).toContain('Open the new address that the terminal shows');
  expect(words).not.toContain('keeps trying');
});
