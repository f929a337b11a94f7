/** What a key does in the review. Pure. */
export type ReviewAct =
  | { kind: 'play' }
  | { kind: 'next' }
  | { kind: 'step'; frames: 1 | -1 }
  | { kind: 'keep'; take: number }
  | { kind: 'cut'; take: number };

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Undefined for every key that is not the review's own: Tab and Escape keep their meaning. */
export function reviewAct(
  { key, code, shiftKey, ctrlKey, metaKey, altKey }: Key,
  { takes, direction }: { takes: number; direction: 'ltr' | 'rtl' },
): ReviewAct | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === ' ') return { kind: 'play' };
  const [back, on] = direction === 'ltr' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  if (key === ',' || key === back) return { kind: 'step', frames: -1 };
  if (key === '.' || key === on) return { kind: 'step', frames: 1 };
  if (key.toLowerCase() === 'n') return { kind: 'next' };
  // By the place of the key: with Shift it types another sign on each keyboard.
  const take = Number(/^(?:Digit|Numpad)([1-6])$/.exec(code)?.[1] ?? 0) - 1;
  if (take < 0 || take >= takes) return undefined;
  return { kind: shiftKey ? 'cut' : 'keep', take };
}
