import { join } from 'node:path';
import type { Failure } from '../../../shared/failure.ts';
import { isIn, type Job } from '../../../shared/job.ts';
import type { SpendingQuestion } from '../../../shared/budget.ts';

/** What comes out: lines for a person, or one JSON object per line for a script. */
export interface Printer {
  clip(job: Job, libraryFolder: string): void;
  failure(failure: Failure): void;
  /** About a line of a list. */
  trouble(trouble: { line: number; column?: string | undefined; message: string }): void;
  /** What a clip is doing meanwhile; for a person alone. */
  progress(job: Job): void;
  /** What a person has to do before these clips go on. */
  held(need: { providerId: string; kind: string; message: string; clips: number }, text: string): void;
  /** Something that is worth knowing; for a person alone. */
  note(text: string): void;
  /** A fact that a script may want; for a person it reads as `text`. */
  fact(type: string, facts: Record<string, unknown>, text: string): void;
}

export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

export function createPrinter(json: boolean, { out, error }: Streams): Printer {
  const line = (value: object): void => out(`${JSON.stringify(value)}\n`);
  if (json) {
    return {
      clip: (job, libraryFolder) => line({ type: 'clip', ...clipFacts(job, libraryFolder) }),
      failure: ({ kind, message, question }) => line({ type: 'failure', kind, message, ...asked(question) }),
      trouble: (trouble) => line({ type: 'trouble', ...trouble }),
      progress: () => {},
      held: (need) => line({ type: 'held', ...need }),
      note: () => {},
      fact: (type, facts) => line({ type, ...facts }),
    };
  }
  return {
    clip(job, libraryFolder) {
      const { id, state, path, failure, prompt, providerId } = clipFacts(job, libraryFolder);
      const more = path ?? failure?.message;
      out(`${id}  ${state.padEnd(11)} ${providerId.padEnd(8)}  ${shortened(prompt)}\n`);
      if (more !== undefined) out(`    ${oneLine(more)}\n`);
    },
    failure: ({ message, vendorText }) => {
      error(`${oneLine(message)}\n`);
      if (vendorText !== undefined) error(`    ${oneLine(vendorText)}\n`);
    },
    trouble: ({ line: at, column, message }) => {
      error(`Line ${at}${column === undefined ? '' : `, ${column}`}: ${oneLine(message)}\n`);
    },
    progress: ({ id, progress }) => {
      const trouble = 'lastFailure' in progress ? progress.lastFailure : undefined;
      error(`${id}  ${progress.state}${trouble === undefined ? '' : `: ${oneLine(trouble.message)}`}\n`);
    },
    held: (_need, text) => error(`${oneLine(text)}\n`),
    note: (text) => error(`${text}\n`),
    fact: (_type, _facts, text) => out(`${text}\n`),
  };
}

/** One clip, flat, as scripts read it. */
function clipFacts(job: Job, libraryFolder: string) {
  const { id, createdAt, request, progress, group } = job;
  const path = isIn(job, 'done') ? join(libraryFolder, ...job.progress.asset.path.split('/')) : undefined;
  const remote = 'remote' in progress ? progress.remote : undefined;
  const failure =
    'failure' in progress ? progress.failure : 'lastFailure' in progress ? progress.lastFailure : undefined;
  const cost = 'cost' in progress ? progress.cost : undefined;
  return {
    id,
    state: progress.state,
    providerId: request.providerId,
    modelId: request.modelId,
    prompt: request.prompt,
    createdAt,
    ...(group !== undefined && { groupId: group.id, groupKind: group.kind }),
    ...(remote !== undefined && { remoteId: remote.id }),
    ...(path !== undefined && { path }),
    ...(cost !== undefined && { cost }),
    ...(failure !== undefined && {
      failure: { kind: failure.kind, message: failure.message, ...(failure.charged && { charged: failure.charged }) },
    }),
  };
}

function asked(question: SpendingQuestion | undefined) {
  return question === undefined ? {} : { question };
}

export function clipCount(count: number): string {
  return count === 1 ? '1 clip' : `${count} clips`;
}

/** What comes from outside must not move the cursor. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function shortened(prompt: string): string {
  const line = oneLine(prompt);
  return line.length > 70 ? `${line.slice(0, 70).toWellFormed()}…` : line;
}
