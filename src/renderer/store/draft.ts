import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { KeptDraft } from '../../shared/kept-draft.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { atProvider, changed, emptyDraft, optionsOf, type Draft, type Options } from './draft-rules.ts';

/** The only state that the window owns: what is being written. `draft-keeping.ts` sees to it that it is not lost. */

export type Upload =
  | { state: 'none' }
  /** A file is being looked at. */
  | { state: 'examining'; name: string }
  /** It is sound, and is being turned upright or put into a form that can be sent. */
  | { state: 'preparing'; name: string }
  /** The picture of the draft is being made anew, as the person wished: in the words of the button. */
  | { state: 'editing'; name: string; label: string }
  | { state: 'failed'; name: string; failure: Failure };

interface DraftState {
  draft: Draft;
  /** By provider id. */
  remembered: Readonly<Record<string, Options>>;
  /** What was typed for each `{variable}` of the prompt, by its name. */
  values: Readonly<Record<string, string>>;
  upload: Upload;
  /** Generate was pressed, or the prompt was left: from then on an empty prompt is named as a trouble. */
  attempted: boolean;
  /** A create call is under way. */
  sending: boolean;
  /** Why the last Generate did not make a clip. */
  refused?: Failure | undefined;
}

export const useDraft = create<DraftState>()(() => ({
  draft: emptyDraft,
  remembered: {},
  values: {},
  upload: { state: 'none' },
  attempted: false,
  sending: false,
}));

/** Each library has a draft of its own; what stood in the composer of another one is not brought back into this one. */
let library = 0;

/** What was kept takes the place of what is there; without it the composer is empty. */
export function takeUpDraft(kept: KeptDraft | undefined): void {
  library += 1;
  latestPut = undefined;
  useDraft.setState({
    draft: kept === undefined ? emptyDraft : changed(emptyDraft, kept.draft),
    remembered: (kept?.remembered ?? {}) as Record<string, Options>,
    values: kept?.values ?? {},
    upload: { state: 'none' },
    attempted: false,
    refused: undefined,
  });
}

/** What was typed in the field of a `{variable}`. It stays while the prompt changes: the variable may come back. */
export function setVariable(name: string, text: string): void {
  useDraft.setState(({ values }) => ({ values: { ...values, [name]: text }, refused: undefined }));
}

/** Changes fields of the draft; `undefined` takes one away. */
export function editDraft(change: { [K in keyof GenerationRequest]?: GenerationRequest[K] | undefined }): void {
  useDraft.setState(({ draft }) => ({ draft: changed(draft, change), refused: undefined }));
}

export function chooseProvider(providerId: string): void {
  useDraft.setState(({ draft, remembered }) => {
    const kept = draft.providerId === undefined ? remembered : { ...remembered, [draft.providerId]: optionsOf(draft) };
    return { draft: atProvider(draft, providerId, kept[providerId]), remembered: kept, refused: undefined };
  });
}

/**
 * Brings back what a larger change has taken out of the composer, and gives back the same for what was written since.
 * Undefined: there was nothing to lose.
 */
export type BringBack = (() => BringBack) | undefined;

/** "Use settings": the draft becomes what a clip was made with. */
export function fillDraft(request: GenerationRequest | Draft): BringBack {
  return replaceBy(changed(emptyDraft, request));
}

/** "Clear": prompt and picture go, provider and options stay. */
export function clearDraft(): BringBack {
  return replaceBy(changed(useDraft.getState().draft, { prompt: '', firstFrame: undefined }));
}

/** What was put into the composer last, and what stood there before. */
let latestPut: { draft: Draft; former: Former } | undefined;

type Former = Pick<DraftState, 'draft' | 'upload' | 'attempted' | 'refused'>;

/** Ctrl+Z of the prompt's field knows only what was typed there, and nothing of the other fields. */
function replaceBy(draft: Draft): BringBack {
  const present = presentOf(useDraft.getState());
  // What nobody has touched since it was put there is not worth bringing back; what it replaced is.
  const former = latestPut?.draft === present.draft ? latestPut.former : present;
  latestPut = { draft, former };
  useDraft.setState({ draft, upload: { state: 'none' }, attempted: false, refused: undefined });
  return wayBack(former, draft);
}

function presentOf({ draft, upload, attempted, refused }: DraftState): Former {
  return { draft, upload, attempted, refused };
}

/** @param put what took its place; as long as nobody has touched that, nothing is lost with it */
function wayBack(former: Former, put?: Draft): BringBack {
  if (former.draft.prompt.trim() === '' && former.draft.firstFrame === undefined) return undefined;
  const inLibrary = library;
  return () => {
    if (library !== inLibrary) return undefined;
    const present = presentOf(useDraft.getState());
    // A picture that was on its way then has been given up.
    const isOver = former.upload.state !== 'failed';
    useDraft.setState(isOver ? { ...former, upload: { state: 'none' } } : former);
    return present.draft === put ? undefined : wayBack(present);
  };
}
