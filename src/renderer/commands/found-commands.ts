import type { Command } from './command.ts';

export interface CommandSection {
  group: string;
  commands: Command[];
}

/**
 * The commands in which every typed word is found, in their groups: the group with the best hit first. Without a text,
 * all of them as they come. Pure.
 */
export function foundCommands(commands: readonly Command[], text: string): CommandSection[] {
  const words = text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const scored = commands.flatMap((command, place) => {
    const score = scoreOf(command, words);
    return score === undefined ? [] : [{ command, score, place }];
  });
  scored.sort((one, other) => other.score - one.score || one.place - other.place);
  const sections = new Map<string, Command[]>();
  for (const { command } of scored) sections.set(command.group, [...(sections.get(command.group) ?? []), command]);
  return [...sections].map(([group, found]) => ({ group, commands: found }));
}

/** 3: the title begins so. 2: a word of it does. 1: it is somewhere inside. 0: only in the id. */
function scoreOf({ title, id }: Command, words: readonly string[]): number | undefined {
  if (words.length === 0) return 0;
  const name = title.normalize('NFKC').toLowerCase();
  const also = id.replaceAll('-', ' ').toLowerCase();
  let least = 3;
  for (const word of words) {
    const at = name.indexOf(word);
    const score = at === 0 ? 3 : at > 0 ? (/\s/u.test(name[at - 1] ?? '') ? 2 : 1) : also.includes(word) ? 0 : -1;
    least = Math.min(least, score);
  }
  return least < 0 ? undefined : least;
}
