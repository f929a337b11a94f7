import { failureFrom } from '../../shared/failure.ts';
import type { SavedPrompt } from '../../shared/prompts.ts';
import { t } from '../texts/index.ts';
import { client } from './connection.ts';
import { notice, noticeOf } from './notices.ts';
import type { Outcome } from './outcome.ts';
import { readPrompts } from './prompts.ts';

/** What the person can do with saved prompts. An act never rejects. */

export async function loadPrompts(): Promise<void> {
  try {
    await readPrompts(client());
  } catch (thrown) {
    noticeOf(thrown);
  }
}

/** The failure is for the caller to show beside its field. */
export async function savePrompt({
  id,
  name,
  text,
  tags,
}: Pick<SavedPrompt, 'id' | 'name' | 'text' | 'tags'>): Promise<Outcome<SavedPrompt>> {
  try {
    return { ok: true, value: await client().call('prompts.save', { id, name, text, tags }) };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

/** It can be taken back as long as the message is there. */
export async function deletePrompt(prompt: SavedPrompt): Promise<void> {
  try {
    await client().call('prompts.remove', { id: prompt.id });
  } catch (thrown) {
    noticeOf(thrown);
    return;
  }
  notice(t('The prompt “{{name}}” is deleted.', { name: prompt.name }), {
    tone: 'info',
    act: { label: t('Undo'), run: () => void bringBack(prompt) },
  });
}

async function bringBack(prompt: SavedPrompt): Promise<void> {
  const outcome = await savePrompt(prompt);
  if (!outcome.ok) noticeOf(outcome.failure);
}
