import { create } from 'zustand';
import { direction } from '../texts/index.ts';

/** Where the status row has room for a notice, in pixels. Notices lie over the window, so that no dialog covers them. */
interface NoticePlace {
  /** From the side where a line begins. */
  start: number;
  /** Absent: there is no status row, and all of the width is free. */
  width?: number | undefined;
}

export const useNoticePlace = create<NoticePlace>(() => ({ start: 0 }));

/** The ref of the room itself. */
export function followRoom(room: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const { left, right, width } = room.getBoundingClientRect();
    useNoticePlace.setState({ start: direction() === 'rtl' ? window.innerWidth - right : left, width });
  });
  observer.observe(room);
  return () => {
    observer.disconnect();
    useNoticePlace.setState({ start: 0, width: undefined });
  };
}
