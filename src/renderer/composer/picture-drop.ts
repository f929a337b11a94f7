import { useEffect, useState, type DragEvent } from 'react';

/**
 * Drop and paste of a picture file, on the browser's own events. (React Aria's DropZone hands over no items for a
 * drop that a test makes, so it could not be proven.)
 */
export function usePictureDrop(onFile: (file: File) => void) {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      const file = pictureIn(event.clipboardData);
      // Text that is copied along with its picture (from a document) belongs to the field that has the focus.
      const isForText = isTextField(event.target) && event.clipboardData?.types.includes('text/plain');
      if (file === undefined || isForText === true) return;
      event.preventDefault();
      onFile(file);
    }
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('paste', onPaste);
    };
  }, [onFile]);

  const target = {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setIsOver(false);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      setIsOver(false);
      const file = pictureIn(event.dataTransfer) ?? event.dataTransfer.files[0];
      if (file !== undefined) onFile(file);
    },
  };
  return { isOver, target };
}

function pictureIn(data: DataTransfer | null): File | undefined {
  return Array.from(data?.files ?? []).find(({ type }) => type.startsWith('image/'));
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'file');
}
