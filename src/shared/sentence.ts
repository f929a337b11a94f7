import { formatters } from './format.ts';

/**
 * One sentence of ours, as an English template with its values, so that the window can say it in the person's language:
 * the template is the key of its translation. Values stand in the text as `{{name}}`, or formatted as `{{name, bytes}}`
 * (`format.ts` has the formatters).
 */
export interface Sentence {
  template: string;
  values?: SentenceValues | undefined;
}
export type SentenceValues = Record<string, string | number>;

/** What is told, in both forms: English for logs, scripts and older records, and what the window translates. */
export interface Said {
  message: string;
  said: Sentence[];
}

/** The template must be a literal: the test of the translations reads it in the source. */
export function sentence(template: string, values?: SentenceValues): Sentence {
  return values === undefined ? { template } : { template, values };
}

/** One sentence, or several that belong together: `new FailureError({ kind: 'disk', ...says('The disk is full.') })`. */
export function says(template: string, values?: SentenceValues): Said;
export function says(...sentences: Sentence[]): Said;
export function says(first: string | Sentence, second?: SentenceValues | Sentence, ...more: Sentence[]): Said {
  const said =
    typeof first === 'string'
      ? [sentence(first, second as SentenceValues | undefined)]
      : [first, ...(second === undefined ? [] : [second as Sentence]), ...more];
  return { message: said.map(inEnglish).join(' '), said };
}

const place = /\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g;

export function inEnglish(sentence: Sentence): string {
  return filled(sentence, 'en');
}

/** The template with its values in it. `language`: a BCP 47 tag, for numbers, sizes and times. */
export function filled({ template, values = {} }: Sentence, language: string): string {
  return template.replaceAll(place, (whole: string, name: string, format?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'number' && format !== undefined && isFormat(format))
      return formatters[format](value, language);
    return String(value);
  });
}

function isFormat(name: string): name is keyof typeof formatters {
  return Object.hasOwn(formatters, name);
}

/** What was told, to be told on among other sentences; records of older versions have only the English. */
export function sentencesOf({
  message,
  said,
}: {
  message: string;
  said?: readonly Sentence[] | undefined;
}): Sentence[] {
  return said === undefined ? [{ template: message }] : [...said];
}
