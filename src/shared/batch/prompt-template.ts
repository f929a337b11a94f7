import { says, type Said } from '../sentence.ts';

/**
 * Prompts that stand for many. `{subject}` is a variable: each of its values makes a prompt, and it has the same value
 * wherever it stands. `{dawn|noon|dusk}` is a choice: each option makes a prompt. Options may be empty and may hold
 * variables and choices. `\{`, `\}`, `\|` and `\\` are those characters themselves; any other backslash is one too.
 * Pure, and never more in memory than one prompt.
 */
export interface PromptTemplate {
  /** In the order of their first place. */
  readonly variables: readonly string[];
  /** Empty: it can be expanded. */
  readonly problems: readonly TemplateProblem[];
  /** Whether it stands for one prompt only. */
  readonly isPlain: boolean;
  readonly parts: readonly Part[];
}

export interface TemplateProblem extends Said {
  /** Where in the text, in UTF-16 code units. */
  at: number;
}

/** By the variable's name. */
export type VariableValues = Readonly<Record<string, readonly string[]>>;

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; name: string }
  | { kind: 'choice'; options: readonly (readonly Part[])[] };

const name = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ -]{0,39}$/u;
/** Nobody writes so many by hand, and each one is a step of the recursion that expands them. */
const mostPlaces = 100;
const deepest = 20;

export function readTemplate(text: string): PromptTemplate {
  const problems: TemplateProblem[] = [];
  const variables = new Set<string>();
  let at = 0;
  let places = 0;

  function readParts(depth: number): Part[] {
    const parts: Part[] = [];
    let plain = '';
    const endText = (): void => {
      if (plain !== '') parts.push({ kind: 'text', text: plain });
      plain = '';
    };
    while (at < text.length) {
      const char = text.charAt(at);
      const following = text.charAt(at + 1);
      if (char === '\\' && following !== '' && '{}|\\'.includes(following)) {
        plain += following;
        at += 2;
      } else if (char === '{') {
        endText();
        const part = readBraces(depth + 1);
        if (part !== undefined) parts.push(part);
      } else if (depth > 0 && (char === '|' || char === '}')) {
        break;
      } else {
        if (char === '}') problems.push({ at, ...says('This } closes nothing. Write \\} for the character itself.') });
        plain += char;
        at += 1;
      }
    }
    endText();
    return parts;
  }

  function readBraces(depth: number): Part | undefined {
    const openedAt = at;
    at += 1;
    places += 1;
    if (places > mostPlaces || depth > deepest) {
      if (problems.every(({ message }) => message !== tooMany().message)) problems.push({ at: openedAt, ...tooMany() });
      at = text.length;
      return undefined;
    }
    const options = [readParts(depth)];
    while (text.charAt(at) === '|') {
      at += 1;
      options.push(readParts(depth));
    }
    if (text.charAt(at) !== '}') {
      if (problems.length === 0) {
        problems.push({ at: openedAt, ...says('This { is not closed. Write \\{ for the character itself.') });
      }
      return undefined;
    }
    at += 1;
    const [only] = options;
    if (options.length > 1 || only === undefined) return { kind: 'choice', options: different(options) };
    const [part] = only;
    const written = only.length === 1 && part?.kind === 'text' ? part.text.trim() : '';
    if (!name.test(written)) {
      problems.push({
        at: openedAt,
        ...says('Between { and } stands a name, as in {subject}, or a choice, as in {dawn|dusk}.'),
      });
      return undefined;
    }
    variables.add(written);
    return { kind: 'variable', name: written };
  }

  const parts = readParts(0);
  return {
    variables: [...variables],
    problems: problems.toSorted((one, other) => one.at - other.at),
    isPlain: parts.every(({ kind }) => kind === 'text'),
    parts,
  };
}

/** The variables that have no value yet. */
export function missingValues({ variables }: PromptTemplate, values: VariableValues): string[] {
  return variables.filter((variable) => valuesOf(values, variable).size === 0);
}

/**
 * All prompts, the last place changing first. Without a value for each variable that a prompt holds, there is no such
 * prompt. A template with problems stands for none.
 */
export function* expandTemplate(template: PromptTemplate, values: VariableValues): Generator<string> {
  if (template.problems.length > 0) return;
  for (const { text } of expandParts(template.parts, 0, values, new Map())) yield text;
}

/** How many prompts there are, but never counted further than `upTo`. */
export function countPrompts(
  template: PromptTemplate,
  values: VariableValues,
  upTo: number,
): { count: number; isMore: boolean } {
  let count = 0;
  for (const _prompt of expandTemplate(template, values)) {
    if (count === upTo) return { count, isMore: true };
    count += 1;
  }
  return { count, isMore: false };
}

/** The template that stands for this very text. */
export function escapeTemplate(text: string): string {
  return text.replace(/[\\{}|]/g, '\\$&');
}

type Bound = ReadonlyMap<string, string>;

function* expandParts(
  parts: readonly Part[],
  from: number,
  values: VariableValues,
  bound: Bound,
): Generator<{ text: string; bound: Bound }> {
  const part = parts[from];
  if (part === undefined) {
    yield { text: '', bound };
    return;
  }
  for (const first of expandPart(part, values, bound)) {
    for (const rest of expandParts(parts, from + 1, values, first.bound)) {
      yield { text: first.text + rest.text, bound: rest.bound };
    }
  }
}

function* expandPart(part: Part, values: VariableValues, bound: Bound): Generator<{ text: string; bound: Bound }> {
  switch (part.kind) {
    case 'text':
      yield { text: part.text, bound };
      return;
    case 'variable': {
      const known = bound.get(part.name);
      if (known !== undefined) {
        yield { text: known, bound };
        return;
      }
      for (const text of valuesOf(values, part.name)) yield { text, bound: new Map(bound).set(part.name, text) };
      return;
    }
    case 'choice':
      for (const option of part.options) yield* expandParts(option, 0, values, bound);
  }
}

function valuesOf(values: VariableValues, variable: string): Set<string> {
  return new Set(Object.hasOwn(values, variable) ? values[variable] : []);
}

/** The same option twice would make the same prompt twice, and each is paid for. */
function different(options: readonly Part[][]): Part[][] {
  return [...new Map(options.map((option) => [JSON.stringify(option), option])).values()];
}

function tooMany(): Said {
  return says('There are too many braces in this prompt.');
}
