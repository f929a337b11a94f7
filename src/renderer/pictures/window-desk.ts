import { createPictureDesk } from './picture-desk.ts';

/** The one desk of this window. */
export const pictureDesk = createPictureDesk({
  start: () => new Worker(new URL('picture-worker.ts', import.meta.url), { type: 'module', name: 'pictures' }),
});
