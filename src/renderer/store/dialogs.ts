import { create } from 'zustand';

/** Dialogs that are opened from more than one place. */
interface Dialogs {
  /** The clips to be copied elsewhere. */
  exportIds?: readonly string[] | undefined;
  isImportOpen: boolean;
  /** The person's own prompts. */
  arePromptsOpen: boolean;
}

export const useDialogs = create<Dialogs>(() => ({ isImportOpen: false, arePromptsOpen: false }));

export function openExport(exportIds: readonly string[]): void {
  useDialogs.setState({ exportIds });
}

export function closeExport(): void {
  useDialogs.setState({ exportIds: undefined });
}

export function showImport(isImportOpen: boolean): void {
  useDialogs.setState({ isImportOpen });
}

export function showPrompts(arePromptsOpen: boolean): void {
  useDialogs.setState({ arePromptsOpen });
}
