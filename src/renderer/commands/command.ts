import { keyedCommands, type CommandId } from '../../shared/commands.ts';
import type { LucideIcon } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** Something that the person can ask for by its name. Made anew each time, so that it is there only where it can be done. */
export interface Command {
  /** Also found by these words, in every language of the window. */
  id: string;
  /** Heading in the palette. */
  group: string;
  /** In the language in force. */
  title: string;
  /** See `shared/keys.ts`. */
  keys?: readonly string[];
  glyph?: LucideIcon;
  run: () => void;
}

/** One of the shared list: its words and its keys stand there. */
export function keyed(id: CommandId, facts: Pick<Command, 'group' | 'glyph' | 'run'>): Command {
  const { words, keys } = keyedCommands.find((one) => one.id === id) ?? { words: { template: id }, keys: [] };
  return { id, title: t(words.template), keys, ...facts };
}
