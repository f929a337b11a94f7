import type * as Electron from 'electron';

/** Gives a file to whatever program the person drags it to. */
export interface DragOutParts {
  nativeImage: Pick<typeof Electron.nativeImage, 'createFromPath' | 'createThumbnailFromPath'>;
  /** The page that the drag began in; undefined when its window has gone. */
  page(): Pick<Electron.WebContents, 'startDrag'> | undefined;
  /** Of the app, for a file that no picture can be had of. */
  iconPath: string;
}

/** Small enough not to hide where it is dropped, in pixels. */
const iconSize = { width: 160, height: 90 };

/**
 * Begins the drag, with a picture of the clip in hand. The system's own picture of the file is asked for first: it is at
 * hand on macOS and Windows. Electron reads PNG and JPEG only (nativeImage, "Supported Formats", read 2026-11-21), so a
 * poster may come out empty, and a Mac refuses to drag anything without a picture: then it is the icon of the app.
 */
export function createDragOut({ nativeImage, page, iconPath }: DragOutParts) {
  async function pictureOf(path: string, posterPath: string | undefined): Promise<Electron.NativeImage> {
    const thumbnail = await thumbnailOf(path);
    if (thumbnail !== undefined && !thumbnail.isEmpty()) return thumbnail;
    const poster = posterPath === undefined ? undefined : nativeImage.createFromPath(posterPath);
    const found = poster === undefined || poster.isEmpty() ? nativeImage.createFromPath(iconPath) : poster;
    return found.resize({ width: iconSize.width });
  }

  /** Linux has no such function at all. */
  async function thumbnailOf(path: string): Promise<Electron.NativeImage | undefined> {
    try {
      return await nativeImage.createThumbnailFromPath(path, iconSize);
    } catch {
      return undefined;
    }
  }

  return async (path: string, posterPath: string | undefined): Promise<void> => {
    const icon = await pictureOf(path, posterPath);
    page()?.startDrag({ file: path, icon });
  };
}
