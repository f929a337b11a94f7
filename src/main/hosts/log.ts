import pino from 'pino';
import type { Log } from '../host.ts';

/** Names under which a secret could stand, wherever in the facts of a line. */
const secretNames = [
  'key',
  'apiKey',
  'token',
  'authorization',
  'cookie',
  'password',
  'secret',
  'headers',
  'body',
  'input',
];
const redactedPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** JSON lines, written at once so that the last line before a crash is there too. */
export function createLog(destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  const lines = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: redactedPaths, censor: '…' } },
    destination,
  );
  return {
    debug: (message, facts) => {
      lines.debug(facts ?? {}, message);
    },
    info: (message, facts) => {
      lines.info(facts ?? {}, message);
    },
    warn: (message, facts) => {
      lines.warn(facts ?? {}, message);
    },
    error: (message, facts) => {
      lines.error(facts ?? {}, message);
    },
  };
}

/**
 * What the log may know of an unexpected throw: its name and where it happened. Its message stays out, because a
 * library may have put a part of a request into it.
 */
export function defectFacts(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: thrown.name, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
