import { parseArgs } from 'node:util';
import { failure, FailureError } from '../../../shared/failure.ts';

export interface BrowserArguments {
  /** 0 takes any free port. */
  port: number;
  dataFolder?: string;
  /** Show the window in the person's browser. */
  open: boolean;
  demo: boolean;
}

const usage = 'Usage: npm run web -- [--port N] [--data-dir DIR] [--no-open] [--demo]';

/** @throws {FailureError} that says in one line what is wrong and how it is written. */
export function parseArguments(words: readonly string[]): BrowserArguments {
  const values = read(words);
  const dataFolder = values['data-dir'];
  if (dataFolder === '') throw wrong('--data-dir needs a folder.');
  return {
    port: parsePort(values.port ?? '0'),
    ...(dataFolder !== undefined && { dataFolder }),
    open: values['no-open'] !== true,
    demo: values.demo === true,
  };
}

function read(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        demo: { type: 'boolean' },
      },
    }).values;
  } catch (thrown) {
    throw wrong(
      thrown instanceof Error ? `${thrown.message.split('. ')[0] ?? ''}.` : 'These arguments were not understood.',
    );
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw wrong('--port takes a number from 0 to 65535; 0 means any free port.');
}

function wrong(reason: string): FailureError {
  return new FailureError(failure('invalid-request', `${reason} ${usage}`, { stage: 'local' }));
}
