import type { Put } from './bracket-at.ts';

/**
 * Writes into the field as if it had been typed, so that Ctrl+Z takes it back. There is no newer way that keeps the
 * field's own history; where a browser has given it up, the text is set without one.
 */
export function putText(area: HTMLTextAreaElement, { start, end, text, caret }: Put): void {
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, start, end, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  area.setSelectionRange(caret, caret);
}
