import { create } from 'zustand';
import type { RecentPrompt, SavedPrompt } from '../../shared/prompts.ts';
import type { Client } from '../../shared/rpc.ts';

/** The person's own prompts, and what clips were made with lately: a mirror of the core, read when it is looked at. */
interface Prompts {
  /** By name. Undefined: not read yet. */
  saved?: readonly SavedPrompt[] | undefined;
  /** Newest first. */
  recent: readonly RecentPrompt[];
}

export const usePrompts = create<Prompts>(() => ({ recent: [] }));

/** Rejects with `FailureError`. */
export async function readPrompts(client: Client): Promise<void> {
  const [saved, recent] = await Promise.all([client.call('prompts.list', {}), client.call('prompts.recent', {})]);
  usePrompts.setState({ saved: saved.prompts, recent: recent.prompts });
}

/** Writes what the core says of them into the mirror. */
export function followPrompts(client: Client): void {
  client.on('prompts.changed', ({ prompts }) => {
    usePrompts.setState({ saved: prompts });
  });
}
