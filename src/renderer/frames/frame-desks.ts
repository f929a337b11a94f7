import { createFrameDesk } from './frame-desk.ts';

/** Joining takes longer than a frame, so it has a worker of its own and nobody waits behind it. */
export const frames = createFrameDesk({ start });
export const joining = createFrameDesk({ start });

function start(): Worker {
  return new Worker(new URL('frame-worker.ts', import.meta.url), { type: 'module', name: 'frames' });
}
