import { create } from 'zustand';
import type { PromptDraft } from '../composer/prompts/prompt-draft.ts';

/** Dialogs that are opened from more than one place. */
interface Dialogs {
  /** The clips to be copied elsewhere. */
  exportIds?: readonly string[] | undefined;
  isImportOpen: boolean;
  /** The person's own prompts. */
  arePromptsOpen: boolean;
  /** The one that is being named or changed. What was written there outlives the dialog. */
  promptForm?: { begunAs: PromptDraft; now: PromptDraft } | undefined;
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
  useDialogs.setState(({ promptForm }) => ({
    arePromptsOpen,
    // It begins with the list again, unless something was written the last time.
    ...(arePromptsOpen && promptForm?.now === promptForm?.begunAs && { promptForm: undefined }),
  }));
}

/** Undefined: back to the list. */
export function showPromptForm(draft: PromptDraft | undefined): void {
  useDialogs.setState({ promptForm: draft && { begunAs: draft, now: draft } });
}

export function writePromptForm(change: Partial<PromptDraft>): void {
  useDialogs.setState(({ promptForm }) =>
    promptForm === undefined ? {} : { promptForm: { ...promptForm, now: { ...promptForm.now, ...change } } },
  );
}
