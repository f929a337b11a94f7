import { useEffect } from 'react';
import { keyedCommands, type CommandId } from '../../shared/commands.ts';
import { isPressed } from '../../shared/keys.ts';
import { runCommand } from '../commands/all-commands.ts';
import { answerCommands } from '../store/commands.ts';
import { isMac } from '../ui/Keys.tsx';

/**
 * The keys of the whole window. A browser may keep some for itself, such as Ctrl+N; the palette has their commands as well.
 * They wait for `isOpen`: a dialog asked for earlier could only be drawn later, and what is typed into it would be lost.
 */
export function useShortcuts(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    answerCommands((id) => void runCommand(id));
    window.addEventListener('keydown', answer);
    return () => {
      window.removeEventListener('keydown', answer);
      answerCommands(() => {});
    };
  }, [isOpen]);
}

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const command = keyedCommands.find(({ keys }) => keys.some((one) => isPressed(one, event, isMac)));
  if (command === undefined || isKeptByList() || (isBehindDialog() && !overDialogs.has(command.id))) return;
  if (command.isOutsideText === true && isText(event.target) && event.key !== 'F1') return;
  // What cannot be done now is nobody's key: the browser may have a use for it.
  if (runCommand(command.id)) event.preventDefault();
}

/** These reach the notice that lies over a dialog. */
const overDialogs: ReadonlySet<CommandId> = new Set(['undo', 'next-region', 'previous-region']);

/** A dialog that is open keeps all other keys. */
function isBehindDialog(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}

/** A menu or a list that is open keeps all keys. */
function isKeptByList(): boolean {
  return document.querySelector('[role=menu], [data-trigger=Select]') !== null;
}

function isText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]') !== null
  );
}
