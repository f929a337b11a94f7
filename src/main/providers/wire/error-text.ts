import { isFacts } from './facts.ts';
import { plainText } from './plain-text.ts';

/** A vendor's error texts nest a few levels at most. */
const deepest = 4;

/**
 * The vendor's own words in an error answer of whatever shape: `error.message`, `error`, `message`, `msg`, `reason`,
 * `base_resp.status_msg`, `detail`, each a text, a list or an object. Plain text, or undefined where there is none.
 */
export function readErrorText(value: unknown): string | undefined {
  const text = plainText(wordsIn(value, deepest).join(': '));
  return text === '' ? undefined : text;
}

function wordsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (depth === 0) return [];
  if (Array.isArray(value)) {
    const items = value.slice(0, 5).flatMap((item) => wordsIn(item, depth - 1).join(': '));
    return [items.filter((item) => item !== '').join('; ')].filter((item) => item !== '');
  }
  if (!isFacts(value)) return [];
  const error = wordsIn(value['error'], depth - 1);
  const message = firstOf(value, ['message', 'msg', 'reason'], depth);
  // Pixazo puts the name into `error` and the sentence into `message`; both help.
  if (error.length > 0) return typeof value['error'] === 'string' ? unique([...error, ...message]) : error;
  if (message.length > 0) return message;
  const base = value['base_resp'];
  const statusWords = wordsIn(isFacts(base) ? base['status_msg'] : undefined, depth - 1).filter(
    (word) => word.toLowerCase() !== 'success',
  );
  return statusWords.length > 0 ? statusWords : firstOf(value, ['detail', 'details', 'errors'], depth);
}

function firstOf(facts: Record<string, unknown>, names: readonly string[], depth: number): string[] {
  for (const name of names) {
    const words = wordsIn(facts[name], depth - 1);
    if (words.length > 0) return words;
  }
  return [];
}

function unique(words: string[]): string[] {
  return [...new Set(words)];
}
