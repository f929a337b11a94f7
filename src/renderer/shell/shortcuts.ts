import { useEffect } from 'react';
import { focusOn, openSettings, useCommands } from '../store/commands.ts';

/** Ctrl or Cmd with N, F and comma. A browser may keep Ctrl+N for itself; the prompt is then one Tab away. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', answer);
    return () => {
      window.removeEventListener('keydown', answer);
    };
  }, []);
}

function answer(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (useCommands.getState().settingsOpen !== false) return;
  switch (event.key.toLowerCase()) {
    case 'n':
      focusOn('prompt');
      break;
    case 'f':
      focusOn('search');
      break;
    case ',':
      openSettings();
      break;
    default:
      return;
  }
  event.preventDefault();
}
