import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mostTakes } from '../../../shared/batch/plan.ts';
import { jobStateSchema } from '../../../shared/job.ts';
import { helpFor } from './help.ts';

/** What can be typed, read once and checked. */

const shared = {
  json: { type: 'boolean' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const options = {
  generate: {
    ...shared,
    provider: { type: 'string' },
    model: { type: 'string' },
    prompt: { type: 'string' },
    image: { type: 'string' },
    duration: { type: 'string' },
    resolution: { type: 'string' },
    flags: { type: 'string' },
    tags: { type: 'string' },
    takes: { type: 'string' },
    id: { type: 'string' },
    wait: { type: 'boolean' },
    confirm: { type: 'boolean' },
  },
  import: {
    ...shared,
    provider: { type: 'string' },
    model: { type: 'string' },
    takes: { type: 'string' },
    template: { type: 'boolean' },
    check: { type: 'boolean' },
    'skip-bad': { type: 'boolean' },
    wait: { type: 'boolean' },
    confirm: { type: 'boolean' },
  },
  queue: { ...shared, wait: { type: 'boolean' } },
  list: { ...shared, state: { type: 'string' }, search: { type: 'string' }, limit: { type: 'string' } },
  show: { ...shared },
  retry: {
    ...shared,
    'may-cost-twice': { type: 'boolean' },
    id: { type: 'string' },
    wait: { type: 'boolean' },
    confirm: { type: 'boolean' },
  },
  export: { ...shared, to: { type: 'string' }, zip: { type: 'boolean' } },
} as const;

const common = { json: z.boolean().default(false), 'data-dir': z.string().min(1).optional() };
const takes = z.coerce.number().int().min(1).max(mostTakes).default(1);
const flag = z.boolean().default(false);
const id = z.uuid().toLowerCase();
const ids = z.array(id).min(1);

const schemas = {
  generate: z.object({
    ...common,
    provider: z.string().optional(),
    model: z.string().optional(),
    prompt: z.string(),
    image: z.string().min(1).optional(),
    duration: z.string().optional(),
    resolution: z.string().optional(),
    flags: z.string().optional(),
    tags: z.string().optional(),
    takes,
    id: id.optional(),
    wait: flag,
    confirm: flag,
    words: z.array(z.string()).max(0),
  }),
  import: z.object({
    ...common,
    provider: z.string().optional(),
    model: z.string().optional(),
    takes,
    template: flag,
    check: flag,
    'skip-bad': flag,
    wait: flag,
    confirm: flag,
    words: z.array(z.string()).max(1),
  }),
  queue: z
    .object({ ...common, wait: flag, words: z.array(z.string()) })
    .refine(({ wait, words }) => isQueueAct(words) && (words.length === 0 || !wait), { path: ['words'] }),
  list: z.object({
    ...common,
    state: jobStateSchema.optional(),
    search: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    words: z.array(z.string()).max(0),
  }),
  show: z.object({ ...common, words: ids }),
  retry: z.object({
    ...common,
    'may-cost-twice': flag,
    id: id.optional(),
    wait: flag,
    confirm: flag,
    words: ids,
  }),
  export: z.object({ ...common, to: z.string().min(1), zip: flag, words: ids }),
};

/** What can be done with the queue. */
const queueActs = ['pause', 'resume', 'cancel', 'go-on'] as const;

/** Nothing; or an act and what it is about. To cancel everything has to be said in so many words. */
function isQueueAct([act, ...names]: readonly string[]): boolean {
  if (act === undefined) return true;
  if (!queueActs.some((known) => known === act)) return false;
  if (act === 'go-on') return names.length === 1;
  return act !== 'cancel' || names.length > 0;
}

type Name = keyof typeof schemas;
export type Command = { [N in Name]: { name: N } & z.infer<(typeof schemas)[N]> }[Name];
export type CommandOf<N extends Name> = Extract<Command, { name: N }>;

/** A command, or what to print instead of running one. */
export type Parsed = { command: Command } | { print: string; isWrong: boolean };

export function parseCommand(words: readonly string[]): Parsed {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return { print: helpFor(rest[0]), isWrong: name === undefined };
  }
  if (!isName(name)) return { print: `There is no command “${name}”.\n\n${helpFor()}`, isWrong: true };
  let parsed;
  try {
    parsed = parseArgs({ args: rest, options: options[name], allowPositionals: true });
  } catch (thrown) {
    const why = thrown instanceof Error ? (thrown.message.split('. ')[0] ?? '') : 'That was not understood';
    return { print: `${why}.\n\n${helpFor(name)}`, isWrong: true };
  }
  if (parsed.values.help === true) return { print: helpFor(name), isWrong: false };
  const checked = schemas[name].safeParse({ ...parsed.values, words: parsed.positionals });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const [at] = issue?.path ?? [];
    const what = at === 'words' ? wordsOf[name] : `--${String(at)} is missing or wrong.`;
    return { print: `${what}\n\n${helpFor(name)}`, isWrong: true };
  }
  return { command: { name, ...checked.data } as Command };
}

const clipsByTheirId = 'Name clips by their whole id, as “list” shows it.';

/** What stands after the command and its options. */
const wordsOf: Readonly<Record<Name, string>> = {
  generate: 'Put the prompt between quotes, after --prompt.',
  import: 'Name one list: a file or a folder.',
  queue: 'After “queue” comes nothing, or what to do and with what.',
  list: 'Nothing comes after “list” but options.',
  show: clipsByTheirId,
  retry: clipsByTheirId,
  export: clipsByTheirId,
};

function isName(word: string): word is Name {
  return Object.hasOwn(schemas, word);
}
