import { useEffect, useState } from 'react';
import { filesOf, holdsFolder } from './dropped-files.ts';

/**
 * Drop and paste of picture files anywhere in the window, on the browser's own events. (React Aria's DropZone hands over
 * no items for a drop that a test makes, so it could not be proven.) While a dialog is open nothing is taken.
 *
 * @returns whether files are being held over the window
 */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const events = new AbortController();
    const { signal } = events;

    function onDragOver(event: DragEvent): void {
      if (event.dataTransfer?.types.includes('Files') !== true || isDialogOpen()) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    }
    function onDragLeave({ relatedTarget }: DragEvent): void {
      if (relatedTarget === null) setIsOver(false);
    }
    function onDrop(event: DragEvent): void {
      setIsOver(false);
      if (event.dataTransfer?.types.includes('Files') !== true || isDialogOpen()) return;
      event.preventDefault();
      if (holdsFolder(event.dataTransfer)) {
        void filesOf(event.dataTransfer).then(onFiles);
        return;
      }
      const files = Array.from(event.dataTransfer.files);
      if (files.length > 0) onFiles(files);
    }
    function onPaste(event: ClipboardEvent): void {
      const files = Array.from(event.clipboardData?.files ?? []);
      // Text that is copied along with its picture (from a document) belongs to the field that has the focus.
      const isForText = isTextField(event.target) && event.clipboardData?.types.includes('text/plain') === true;
      if (files.length === 0 || isForText || isDialogOpen()) return;
      event.preventDefault();
      onFiles(files);
    }

    // Before the guard of the whole window, which refuses what nobody has taken.
    window.addEventListener('dragover', onDragOver, { signal, capture: true });
    window.addEventListener('dragleave', onDragLeave, { signal });
    window.addEventListener('drop', onDrop, { signal, capture: true });
    window.addEventListener('paste', onPaste, { signal });
    return () => {
      events.abort();
    };
  }, [onFiles]);

  return isOver;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'file');
}
