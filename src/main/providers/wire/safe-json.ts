import type { Redactor } from './redact.ts';

/** Deeper than any vendor's answer; deep nesting is only ever an attack on the stack. */
const deepest = 64;

type ParsedJson = { whole: true; json: unknown } | { whole: false };

/**
 * `JSON.parse` for answers of strangers. Whole numbers beyond 2^53 (file ids, job ids) stay as their digits in a
 * string; `__proto__` is dropped; secrets that the answer repeats are blanked, so that they cannot reach a failure,
 * a stored link or the database by any way.
 */
export function parseJson(text: string, redact: Redactor): ParsedJson {
  if (isTooDeep(text)) return { whole: false };
  try {
    const revive = (key: string, value: unknown, context?: Source): unknown => keepSafe(key, value, context, redact);
    return { whole: true, json: JSON.parse(text, revive) };
  } catch {
    return { whole: false };
  }
}

/** The third argument of a reviver: the number as it stands in the text. Older type libraries do not know it. */
interface Source {
  source?: string;
}

function keepSafe(key: string, value: unknown, context: Source | undefined, redact: Redactor): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'number') return value;
  const source = context?.source ?? String(value);
  if (!Number.isFinite(value)) return source;
  return /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : value;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return false;
}
