import type { Dice } from './seeded-dice.ts';

/** Makes bad answers out of good ones: first in the value, then in its text. */

const markup = '<img src=x onerror="alert(1)"><script>globalThis.polluted=1</script>';
const words = [
  '',
  ' ',
  'success',
  'SUCCESS',
  'TASK_STATUS_SUCCEED',
  'failed',
  'Ünïcödé ☂',
  '\u202Egnp.exe',
  '\u0000\u0007',
  'a'.repeat(5000),
  markup,
  '�',
  '\ud800',
  '%00',
  '../../etc/passwd',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://127.0.0.1:9/x',
  'https://',
  'https://user:word@cdn.example/a.mp4',
  `https://cdn.example/${'a'.repeat(9000)}`,
  '{{id}}',
  '-1',
  '0',
  'NaN',
  'null',
  '[object Object]',
] as const;
const numbers = [
  0,
  -1,
  1,
  200,
  429,
  500,
  1.5,
  -0.001,
  1e21,
  Number.MAX_SAFE_INTEGER,
  2 ** 53 + 2,
  1e308,
  -1e308,
  5e-324,
] as const;

type Json = unknown;

function strange(dice: Dice, depth = 0): Json {
  return dice.pick<() => Json>([
    () => null,
    () => true,
    () => false,
    () => dice.pick(numbers),
    () => dice.pick(words),
    () => [],
    () => ({}),
    () => [null, [[]], {}],
    () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    () => (depth > 2 ? 'deep' : { error: strange(dice, depth + 1), message: strange(dice, depth + 1) }),
    () => (depth > 2 ? [] : [strange(dice, depth + 1), strange(dice, depth + 1)]),
  ])();
}

/** One random place in the value is replaced, taken away, wrapped, doubled or added to. */
export function mutateValue(value: Json, dice: Dice): Json {
  if (typeof value !== 'object' || value === null || dice.roll() < 0.12) {
    return dice.pick<() => Json>([
      () => strange(dice),
      () => [value],
      () => ({ data: value }),
      () => JSON.stringify(value),
    ])();
  }
  if (Array.isArray(value)) {
    if (value.length === 0 || dice.roll() < 0.3) return [...value, strange(dice)];
    const at = dice.between(0, value.length - 1);
    return value.map((item: unknown, index) => (index === at ? mutateValue(item, dice) : item));
  }
  const entries = Object.entries(value);
  const at = dice.between(0, Math.max(0, entries.length - 1));
  const act = dice.between(0, 5);
  if (act === 0) return Object.fromEntries(entries.filter((_, index) => index !== at));
  if (act === 1)
    return {
      ...value,
      [dice.pick([
        'status',
        'error',
        'task_id',
        'id',
        'data',
        'code',
        'message',
        'video_url',
        'output',
        'x'.repeat(3000),
      ])]: strange(dice),
    };
  return Object.fromEntries(entries.map(([key, item], index) => [key, index === at ? mutateValue(item, dice) : item]));
}

/** The text of a value, spoilt in one of the ways in which texts on a wire are spoilt. */
export function spoilText(text: string, dice: Dice): Buffer {
  const cut = dice.between(0, text.length);
  return dice.pick<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(text),
    () => Buffer.from(text),
    () => Buffer.from(text.slice(0, cut)),
    () => Buffer.from(`\uFEFF${text}`),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(`)]}',\n${text}`),
    () => Buffer.from(text.replace(/"[^"]*"\s*:\s*("[^"]*"|\d+|true|false|null)/, (pair) => `${pair},${pair}`)),
    () => Buffer.from(text.replace(/:\s*("[^"]*"|\d+)/, ':NaN')),
    () => Buffer.from(text.replace(/:\s*("[^"]*"|\d+)/, `:${'9'.repeat(dice.pick([25, 400, 20_000]))}`)),
    () => Buffer.from(text.replace(/:\s*("[^"]*"|\d+)/, ':1e99999')),
    () => Buffer.from(text.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')),
    () => Buffer.from(text.replace(/:\s*("[^"]*"|\d+)/, `:${nested(dice.pick([10, 70, 5000, 100_000]))}`)),
    () => Buffer.from(`<!doctype html><html><head><title>502</title></head><body>${markup}${text}</body></html>`),
    () => Buffer.from(`${'<a '.repeat(dice.between(1, 20_000))}${text}`),
    () => Buffer.from(`${'&lt;script&gt;'.repeat(50)}${'<!--'.repeat(dice.between(1, 5000))}`),
    () => Buffer.from(Array.from({ length: dice.between(0, 300) }, () => dice.between(0, 255))),
    () => Buffer.from(text.replace(/"/, "'")),
    () => Buffer.from(dice.pick(['', ' ', 'null', 'undefined', '"', '[]', '{}', '0', 'OK', '\n\n'])),
  ])();
}

function nested(depth: number): string {
  return '[{"error":'.repeat(depth) + '1' + '}]'.repeat(depth);
}
