import type { KeptDraft } from '../../shared/kept-draft.ts';
import type { Client } from '../../shared/rpc.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { takeUpDraft, useDraft } from './draft.ts';
import { noticeOf } from './notices.ts';

/** Typing goes on for longer than this between two words; the disk need not follow each letter. */
const settleMs = 600;

const keeper = createDraftKeeper({
  current: () => {
    const { draft, remembered, values } = useDraft.getState();
    return { draft, remembered: { ...remembered }, values: { ...values } };
  },
  show: takeUpDraft,
  storage: () => localStorage,
  trouble: noticeOf,
  now: () => Date.now(),
  settleMs,
});

/** Gives the core what it has not got yet. Never rejects. */
export const flushDraft = (): Promise<void> => keeper.flush();

/** What was being written in this library, or is. Never rejects. */
export function takeUp(client: Client, dataFolder: string): Promise<void> {
  const core = {
    read: async () => (await client.call('draft.read', {})).kept,
    keep: (kept: KeptDraft) => client.call('draft.keep', { kept }),
  };
  return keeper.takeUp(core, dataFolder);
}

/** Follows every change, and the window as it goes away. */
export function keepDraft(): void {
  useDraft.subscribe((now, before) => {
    const isOther = now.draft !== before.draft || now.remembered !== before.remembered || now.values !== before.values;
    if (isOther) keeper.changed();
  });
  // The last moment that a page is sure to get: `pagehide` on leaving, `hidden` where a system puts it away.
  window.addEventListener('pagehide', () => void keeper.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keeper.flush();
  });
}
