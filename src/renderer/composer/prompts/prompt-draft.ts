import { tagSchema } from '../../../shared/keeping.ts';
import type { RecentPrompt, SavedPrompt } from '../../../shared/prompts.ts';

/** A prompt as it is being named or changed. Pure. */
export interface PromptDraft {
  /** Of the prompt that is changed; absent for a new one. */
  id?: string;
  name: string;
  text: string;
  /** As they are typed, with commas. */
  tags: string;
}

const longestName = 40;

/** A name to begin with: the first words, without camera moves and braces. */
export function namedAfter(text: string): string {
  const words = text
    .replace(/\[[^\]\n]*\]/g, ' ')
    .replace(/[{}|\\]/g, ' ')
    .trim()
    .split(/\s+/);
  let name = '';
  for (const word of words) {
    const next = name === '' ? word : `${name} ${word}`;
    if (next.length > longestName) break;
    name = next;
  }
  return (name === '' ? (words[0] ?? '').slice(0, longestName) : name).replace(/[\s,.;:，。；：]+$/u, '');
}

export function draftOf({ id, name, text, tags }: SavedPrompt): PromptDraft {
  return { id, name, text, tags: tags.join(', ') };
}

export function newDraft(text: string): PromptDraft {
  return { name: namedAfter(text), text, tags: '' };
}

/** Each tag once, whatever its case; undefined where one of them cannot be a tag. */
export function tagsFrom(typed: string): string[] | undefined {
  const tags = new Map<string, string>();
  for (const piece of typed.split(/[,，]/)) {
    if (piece.trim() === '') continue;
    const tag = tagSchema.safeParse(piece);
    if (!tag.success) return undefined;
    if (!tags.has(tag.data.toLowerCase())) tags.set(tag.data.toLowerCase(), tag.data);
  }
  return tags.size > 20 ? undefined : [...tags.values()];
}

/** What holds every word of the search in its name, its text or its tags. */
export function foundIn(prompts: readonly SavedPrompt[], search: string): SavedPrompt[] {
  return prompts.filter(({ name, text, tags }) => holds([name, text, ...tags], search));
}

/** What is saved already is not shown a second time. */
export function recentIn(
  recent: readonly RecentPrompt[],
  saved: readonly SavedPrompt[],
  search: string,
): RecentPrompt[] {
  const known = new Set(saved.map(({ text }) => text.trim()));
  return recent.filter(({ text }) => !known.has(text) && holds([text], search));
}

function holds(texts: readonly string[], search: string): boolean {
  const all = texts.join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
