import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from './seeded-dice.ts';

/**
 * The client that everybody writes first: it sends a request again when no good answer came, and after a crash it
 * begins anew with whatever has no id. It is the negative control: a checker that lets it pass proves nothing.
 */
export async function runNaiveClient(
  origin: string,
  { prompts, crashes, dice }: { prompts: readonly string[]; crashes: number; dice: Dice },
): Promise<void> {
  const ids = new Map<string, string>();
  for (let life = 0; life <= crashes; life += 1) {
    const crash = new AbortController();
    const working = Promise.all(
      prompts.filter((prompt) => !ids.has(prompt)).map(async (prompt) => send(origin, { prompt, ids, crash })),
    );
    if (life < crashes) {
      await Promise.race([working, sleep(5 + dice.roll() * 30)]);
      crash.abort();
    }
    await working;
  }
}

async function send(
  origin: string,
  { prompt, ids, crash }: { prompt: string; ids: Map<string, string>; crash: AbortController },
): Promise<void> {
  while (!ids.has(prompt) && !crash.signal.aborted) {
    try {
      const answer = await fetch(`${origin}/v3/async/minimax-hailuo-02`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sim-key' },
        body: JSON.stringify({ prompt }),
        signal: crash.signal,
      });
      const { task_id: id } = (await answer.json()) as { task_id?: string };
      if (id !== undefined) ids.set(prompt, id);
    } catch {
      // No answer, or one that could not be read: this is where it sends again.
      await sleep(5);
    }
  }
}
