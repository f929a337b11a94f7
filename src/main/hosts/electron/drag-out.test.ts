import type * as Electron from 'electron';
import { describe, expect, it } from 'vitest';
import { createDragOut } from './drag-out.ts';

const image = (name: string, isEmpty = false): Electron.NativeImage =>
  ({ name, isEmpty: () => isEmpty, resize: () => image(`small ${name}`) }) as unknown as Electron.NativeImage;

function rig({
  thumbnail,
  posterIsEmpty = false,
  isGone = false,
}: {
  thumbnail?: Electron.NativeImage;
  posterIsEmpty?: boolean;
  isGone?: boolean;
}) {
  const dragged: Electron.Item[] = [];
  const dragOut = createDragOut({
    nativeImage: {
      createFromPath: (path) => image(path, posterIsEmpty && path.endsWith('.webp')),
      createThumbnailFromPath: () =>
        thumbnail === undefined ? Promise.reject(new Error('not on this system')) : Promise.resolve(thumbnail),
    },
    page: () => (isGone ? undefined : { startDrag: (item) => void dragged.push(item) }),
    iconPath: '/app/icon.png',
  });
  return { dragOut, dragged };
}

describe('a clip that is dragged out', () => {
  it.each([
    ['the picture that the system has of it', { thumbnail: image('of the system') }, 'of the system'],
    ['its poster, where the system has none', {}, 'small /posters/a.webp'],
    ['its poster, where the picture of the system is empty', { thumbnail: image('x', true) }, 'small /posters/a.webp'],
    ['the icon of the app, where the poster cannot be read', { posterIsEmpty: true }, 'small /app/icon.png'],
  ])('carries %s', async (_what, circumstances, name) => {
    const { dragOut, dragged } = rig(circumstances);
    await dragOut('/clips/a.mp4', '/posters/a.webp');
    expect(dragged).toMatchObject([{ file: '/clips/a.mp4', icon: { name } }]);
  });

  it('goes nowhere when the window has gone meanwhile', async () => {
    const { dragOut, dragged } = rig({ isGone: true });
    await dragOut('/clips/a.mp4', undefined);
    expect(dragged).toEqual([]);
  });
});
