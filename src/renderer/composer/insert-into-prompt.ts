import type { CameraMove } from '../../shared/camera-moves.ts';
import { focusOn, targetOf } from '../store/commands.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { insertMove, insertWords } from './insert-at-caret.ts';
import { joinMove, type Put } from './moves/bracket-at.ts';
import { putText } from './moves/put-text.ts';

/** Puts a camera move where the caret is, or was, and goes on writing behind it. Within a bracket it joins what is there. */
export function insertIntoPrompt(move: CameraMove): void {
  put(
    (text, start, end) =>
      (start === end ? joinMove(text, start, move) : undefined) ?? insertMove(text, start, end, move),
  );
}

/** Puts words of the person's own where the caret is, or was. */
export function insertPrompt(words: string): void {
  put((text, start, end) => insertWords(text, start, end, words));
}

/** As if the person had selected all and typed it: Ctrl+Z brings the former prompt back. */
export function replacePrompt(words: string): void {
  put((text) => ({ start: 0, end: text.length, text: words, caret: words.length }));
}

function put(change: (text: string, start: number, end: number) => Put): void {
  const area = targetOf('prompt');
  if (area instanceof HTMLTextAreaElement) {
    putText(area, change(area.value, area.selectionStart, area.selectionEnd));
    return;
  }
  const { prompt } = useDraft.getState().draft;
  const { start, end, text } = change(prompt, prompt.length, prompt.length);
  editDraft({ prompt: prompt.slice(0, start) + text + prompt.slice(end) });
  focusOn('prompt');
}
