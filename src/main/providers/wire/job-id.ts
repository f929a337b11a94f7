import { isFacts } from './facts.ts';

/** The names that the five providers and MiniMax give to a job's id. */
const idNames = ['task_id', 'request_id', 'generation_id', 'id'] as const;
type IdName = (typeof idNames)[number];

/**
 * The job's id: under the provider's own name, else under another one's. Always a string, even where the vendor sends
 * a number; undefined where there is none that could be asked for later.
 */
export function readJobId(json: unknown, primary: IdName): string | undefined {
  if (!isFacts(json)) return undefined;
  for (const name of [primary, ...idNames]) {
    const id = asId(json[name]);
    if (id !== undefined) return id;
  }
  return undefined;
}

function asId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  // `.` and `..` would vanish from a path; `0` is what MiniMax's gateways send for "none".
  const usable = /^\P{Cc}{1,500}$/u.test(value) && value.trim() !== '' && !['.', '..', '0'].includes(value);
  return usable ? value : undefined;
}
