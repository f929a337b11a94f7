import { normaliseOrigin } from './origin-rule.ts';
import { says, type Said } from '../../shared/sentence.ts';

/** What the `CONCH_…` variables say about providers. Never written to disk. */
export interface EnvironmentSettings {
  /** Provider id → origin, from `CONCH_<ID>_URL`. */
  readonly origins: Readonly<Record<string, string>>;
  /** From `CONCH_POLL_MS`, in milliseconds. */
  readonly pollMs: number | undefined;
  /** Variables that could not be used, in plain words. */
  readonly notices: readonly Said[];
}

const shortestPollMs = 100;

/** A bad value is ignored and said, never half believed. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  providerIds: readonly string[],
): EnvironmentSettings {
  const origins: Record<string, string> = {};
  const notices: Said[] = [];
  for (const id of providerIds) {
    const name = `CONCH_${id.toUpperCase().replaceAll('-', '_')}_URL`;
    const text = environment[name]?.trim() ?? '';
    if (text === '') continue;
    const origin = normaliseOrigin(text);
    if (origin !== undefined) origins[id] = origin;
    else
      notices.push(
        says(
          '{{variable}} is ignored: it must be an https origin such as https://proxy.example, or http on this computer.',
          { variable: name },
        ),
      );
  }
  const pollText = environment['CONCH_POLL_MS']?.trim() ?? '';
  const isPoll = /^\d{1,9}$/.test(pollText) && Number(pollText) >= shortestPollMs;
  if (pollText !== '' && !isPoll) {
    notices.push(
      says('CONCH_POLL_MS is ignored: it must be a whole number of milliseconds, at least {{leastMs}}.', {
        leastMs: shortestPollMs,
      }),
    );
  }
  return { origins, pollMs: isPoll ? Number(pollText) : undefined, notices };
}
