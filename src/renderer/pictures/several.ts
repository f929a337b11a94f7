import { create } from 'zustand';
import { failureFrom, type Failure } from '../../shared/failure.ts';
import type { PictureFix } from '../../shared/picture/fix.ts';
import { planOnSource } from '../../shared/picture/plan.ts';
import type { Picture } from '../../shared/request.ts';
import { remake, takeIn } from './remake.ts';
import { chosenRules } from './take-first-frame.ts';
import type { Said } from '../../shared/sentence.ts';

/** Several pictures at once: each is read, and on the person's word each becomes a clip of its own, by way of the sheet. */
export interface OneOfSeveral {
  id: string;
  name: string;
  picture?: Picture;
  work: OneWork;
}

export type OneWork =
  | { state: 'waiting' | 'reading' | 'read' }
  /** It cannot be used at all. */
  | { state: 'unusable'; message: string; said?: Said['said'] }
  /** A fix did not work; it can be tried again. */
  | { state: 'failed'; message: string; said?: Said['said'] };

interface Several {
  items: readonly OneOfSeveral[];
}

export const useSeveral = create<Several>(() => ({ items: [] }));

let reading: AbortController | undefined;

function change(id: string, difference: Partial<OneOfSeveral>): void {
  useSeveral.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...difference } : item)),
  }));
}

/** Reads the files one after the other, so that only one picture is open at a time. */
export async function openSeveral(files: readonly File[]): Promise<void> {
  reading?.abort();
  const mine = new AbortController();
  reading = mine;
  const items = files.map(({ name }): OneOfSeveral => {
    return { id: crypto.randomUUID(), name, work: { state: 'waiting' } };
  });
  useSeveral.setState({ items });
  for (const [index, { id, name }] of items.entries()) {
    const file = files[index];
    if (file === undefined || mine.signal.aborted) return;
    change(id, { work: { state: 'reading' } });
    try {
      const picture = await takeIn(file, name, { rules: chosenRules(), signal: mine.signal });
      change(id, { picture, work: { state: 'read' } });
    } catch (thrown) {
      if (!mine.signal.aborted) change(id, { work: { state: 'unusable', ...wordsOf(failureFrom(thrown)) } });
    }
  }
}

/** Puts the files away. */
export function closeSeveral(): void {
  reading?.abort();
  useSeveral.setState({ items: [] });
}

export async function fixOneOfSeveral({ id, picture }: OneOfSeveral, { plan }: PictureFix): Promise<void> {
  if (picture === undefined || reading === undefined) return;
  const { signal } = reading;
  change(id, { work: { state: 'reading' } });
  try {
    const work = planOnSource(picture, plan);
    const made = await remake(work.source, work.plan, { rules: chosenRules(), signal });
    change(id, { picture: made, work: { state: 'read' } });
  } catch (thrown) {
    if (!signal.aborted) change(id, { work: { state: 'failed', ...wordsOf(failureFrom(thrown)) } });
  }
}

function wordsOf({ message, said }: Failure): { message: string; said?: Said['said'] } {
  return said === undefined ? { message } : { message, said };
}
