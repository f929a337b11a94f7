import {
  countPrompts,
  escapeTemplate,
  expandTemplate,
  missingValues,
  readTemplate,
  type VariableValues,
} from '../../shared/batch/prompt-template.ts';
import { says, type Said } from '../../shared/sentence.ts';
import type { Issue } from '../../shared/validate.ts';

/** What a prompt with braces stands for: which prompts would be sent, and what is wrong with it. Pure. */
export interface WrittenPrompts {
  /** The first ones, as they would be sent. Empty while something is wrong. */
  shown: string[];
  /** How many there are, as far as they were counted. */
  count: number;
  isMore: boolean;
  issues: Issue[];
}

const mostShown = 3;
/** Enough to see that it is too many; counting on every key has to be quick. */
const mostCounted = 1_000;

/** Undefined for a text that stands for itself. */
export function writtenPrompts(text: string, values: VariableValues): WrittenPrompts | undefined {
  if (!/[{}\\]/.test(text)) return undefined;
  const template = readTemplate(text);
  const missing = missingValues(template, values).map((name) =>
    says('Say what {{variable}} stands for.', { variable: `{${name}}` }),
  );
  const troubles: Said[] = [...template.problems, ...missing];
  if (troubles.length > 0) {
    return { shown: [], count: 0, isMore: false, issues: troubles.map((one) => issueOf(one, text)) };
  }
  const { count, isMore } = countPrompts(template, values, mostCounted);
  const shown: string[] = [];
  for (const prompt of expandTemplate(template, values)) {
    if (shown.length === mostShown) break;
    shown.push(prompt);
  }
  // A backslash that stands for itself, and nothing else: there is nothing to tell.
  if (count === 1 && shown[0] === text) return undefined;
  return { shown, count, isMore, issues: [] };
}

function issueOf({ message, said }: Said, text: string): Issue {
  const label = says('Take the braces as they are');
  const fix = {
    kind: 'fields',
    label: label.message,
    said: label.said,
    change: { prompt: escapeTemplate(text) },
  } as const;
  return { field: 'prompt', severity: 'error', message, said, fixes: [fix] };
}
