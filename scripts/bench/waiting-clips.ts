import { join } from 'node:path';
import { openJobStore } from '../../src/main/library/job-store.ts';
import { request } from './core.ts';

/** Puts clips into an empty data folder that the provider is making and will never have done (`provider-program.ts`). */
export function fillWithWaiting(
  folder: string,
  origin: string,
  { clips, gapMs }: { clips: number; gapMs: number },
): void {
  const { store } = openJobStore(join(folder, 'conch.db'));
  const now = Date.now();
  const intent = { sentAt: now, origin, keyFingerprint: '0011aabb', requestHash: 'f'.repeat(64) };
  for (let number = 0; number < clips; number += 1) {
    const { job } = store.create({ id: crypto.randomUUID(), at: now, request });
    const accepted = { intent, remote: { id: `never-${number}` }, acceptedAt: now };
    const dueAt = now + (number / clips) * gapMs;
    store.save({
      ...job,
      progress: { state: 'waiting', ...accepted, phase: 'running', dueAt, troubles: 0, refreshing: false },
    });
  }
  store.close();
}
