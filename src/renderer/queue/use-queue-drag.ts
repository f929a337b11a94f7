import { useState, type DragEvent } from 'react';
import { markQueued, useQueue } from '../store/queue.ts';
import { dropClips } from './moving.ts';

/** Rows are dragged to another place; all chosen ones go along. The keyboard has its own way: Alt with an arrow. */
export function useQueueDrag(canChange: boolean) {
  /** Before which place they would be let go. */
  const [gap, setGap] = useState<number>();
  const [dragged, setDragged] = useState<ReadonlySet<string>>();

  function end(): void {
    setGap(undefined);
    setDragged(undefined);
  }

  return {
    gap: dragged === undefined ? undefined : gap,
    events: {
      onDragStart(event: DragEvent) {
        const row = rowOf(event);
        if (row?.id === undefined || !canChange) return;
        const { marked } = useQueue.getState();
        const ids = marked.has(row.id) ? marked : new Set([row.id]);
        if (!marked.has(row.id)) markQueued(ids);
        event.dataTransfer.effectAllowed = 'move';
        // Firefox drags nothing that carries nothing.
        event.dataTransfer.setData('text/plain', row.id);
        setDragged(ids);
      },
      onDragOver(event: DragEvent) {
        const row = rowOf(event);
        if (dragged === undefined || row === undefined) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        const { top, height } = row.element.getBoundingClientRect();
        setGap(row.place + Number(event.clientY > top + height / 2));
      },
      onDrop(event: DragEvent) {
        if (dragged === undefined) return;
        event.preventDefault();
        if (gap !== undefined) void dropClips(dragged, gap);
        end();
      },
      onDragEnd: end,
    },
  };
}

function rowOf({ target }: DragEvent): { element: HTMLElement; place: number; id: string | undefined } | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  if (element === null) return undefined;
  return { element, place: Number(element.dataset['place']), id: element.dataset['queued'] };
}
