import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { failure, FailureError } from '../../shared/failure.ts';
import { mostPrompts, savedPromptSchema, type SavedPrompt } from '../../shared/prompts.ts';
import { says, sentence, type Said, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { createLatestFile } from './latest-file.ts';

/** The person's own prompts, in a file that can be read and copied. Stored before they are announced. */
export interface PromptBook {
  /** By name. */
  list(): SavedPrompt[];
  /** Rejects with `FailureError`; then nothing has changed. */
  save(wanted: Pick<SavedPrompt, 'id' | 'name' | 'text' | 'tags'>): Promise<SavedPrompt>;
  remove(id: string): Promise<void>;
  /** What was found damaged at the start, in plain words. */
  readonly notices: readonly Said[];
}

export interface PromptBookOptions {
  dataFolder: string;
  now(): number;
  changed(prompts: SavedPrompt[]): void;
}

export function openPromptBook({ dataFolder, now, changed }: PromptBookOptions): PromptBook {
  const path = join(dataFolder, 'prompts.json');
  const file = createLatestFile(path);
  const { sound, isDamaged } = readSound(() => file.read());
  let prompts = sound;
  let isCopied = !isDamaged;
  /** One change after the other, each on top of what the one before has left. */
  let turn: Promise<unknown> = Promise.resolve();

  async function put(next: SavedPrompt[]): Promise<void> {
    if (!isCopied) {
      try {
        copyFileSync(path, `${path}.damaged-${now()}`);
      } catch (thrown) {
        throw diskError(thrown, 'the data folder');
      }
      isCopied = true;
    }
    await file.save({ prompts: next });
    prompts = byName(next);
    changed(prompts);
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  }

  return {
    list: () => prompts,
    save: (wanted) =>
      inTurn(async () => {
        const others = prompts.filter(({ id }) => id !== wanted.id);
        if (others.some(({ name }) => fold(name) === fold(wanted.name))) {
          throw refuse(sentence('There is a prompt “{{name}}” already. Choose another name.', { name: wanted.name }));
        }
        if (others.length >= mostPrompts)
          throw refuse(sentence('There are 1,000 saved prompts already. Remove one first.'));
        const before = prompts.find(({ id }) => id === wanted.id);
        const saved: SavedPrompt = { ...wanted, createdAt: before?.createdAt ?? now(), changedAt: now() };
        await put([...others, saved]);
        return saved;
      }),
    remove: (id) =>
      inTurn(async () => {
        if (prompts.some((prompt) => prompt.id === id)) await put(prompts.filter((prompt) => prompt.id !== id));
      }),
    notices: isDamaged
      ? [
          says(
            sentence('Some of your saved prompts were damaged and are left out.'),
            sentence('A copy of the file stays in the data folder.'),
          ),
        ]
      : [],
  };
}

/** Prompt by prompt: a damaged one costs no other. */
function readSound(read: () => unknown): { sound: SavedPrompt[]; isDamaged: boolean } {
  let raw: unknown;
  try {
    raw = read();
  } catch {
    return { sound: [], isDamaged: true };
  }
  if (raw === undefined) return { sound: [], isDamaged: false };
  const content = z.object({ prompts: z.array(z.unknown()) }).safeParse(raw).data;
  if (content === undefined) return { sound: [], isDamaged: true };
  const sound = content.prompts.flatMap((value) => savedPromptSchema.safeParse(value).data ?? []);
  return { sound: byName(sound), isDamaged: sound.length < content.prompts.length };
}

function byName(prompts: readonly SavedPrompt[]): SavedPrompt[] {
  return prompts.toSorted((one, other) => one.name.localeCompare(other.name));
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
