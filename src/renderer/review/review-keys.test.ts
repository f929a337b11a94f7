import { expect, test } from 'vitest';
import { reviewAct, type ReviewAct } from './review-keys.ts';

const none = { code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each<[object, ReviewAct | undefined]>([
  [{ key: ' ' }, { kind: 'play' }],
  [{ key: ',' }, { kind: 'step', frames: -1 }],
  [{ key: 'ArrowRight' }, { kind: 'step', frames: 1 }],
  [{ key: 'N' }, { kind: 'next' }],
  [
    { key: '2', code: 'Digit2' },
    { kind: 'keep', take: 1 },
  ],
  [
    { key: '"', code: 'Digit2', shiftKey: true },
    { kind: 'cut', take: 1 },
  ],
  [
    { key: '1', code: 'Numpad1' },
    { kind: 'keep', take: 0 },
  ],
  [{ key: '4', code: 'Digit4' }, undefined],
  [{ key: 'n', ctrlKey: true }, undefined],
  [{ key: 'Tab' }, undefined],
  [{ key: 'Escape' }, undefined],
])('%o of three takes', (key, act) => {
  expect(reviewAct({ key: '', ...none, ...key }, { takes: 3, direction: 'ltr' })).toEqual(act);
});

test('from right to left the arrows follow the line that they move along', () => {
  const inReverse = { takes: 3, direction: 'rtl' } as const;
  expect(reviewAct({ ...none, key: 'ArrowLeft' }, inReverse)).toEqual({ kind: 'step', frames: 1 });
  expect(reviewAct({ ...none, key: 'ArrowRight' }, inReverse)).toEqual({ kind: 'step', frames: -1 });
  expect(reviewAct({ ...none, key: ',' }, inReverse)).toEqual({ kind: 'step', frames: -1 });
});
