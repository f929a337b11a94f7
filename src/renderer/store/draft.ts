import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';
import type { Failure } from '../../shared/failure.ts';
import { generationRequestSchema, type GenerationRequest } from '../../shared/request.ts';
import { atProvider, changed, emptyDraft, optionsOf, type Draft, type Options } from './draft-rules.ts';

/** The only state that the window owns: what is being written. It survives a reload in localStorage. */

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
  upload: Upload;
  /** Generate was pressed, or the prompt was left: from then on an empty prompt is named as a trouble. */
  attempted: boolean;
  /** A create call is under way. */
  sending: boolean;
  /** Why the last Generate did not make a clip. */
  refused?: Failure | undefined;
}

const optionsSchema = generationRequestSchema
  .pick({
    modelId: true,
    durationSeconds: true,
    resolution: true,
    promptOptimizer: true,
    fastPretreatment: true,
    watermark: true,
    callbackUrl: true,
  })
  .partial();
const keptSchema = z.object({
  draft: generationRequestSchema.partial().extend({ prompt: z.string() }),
  remembered: z.record(z.string(), optionsSchema),
});

export const useDraft = create<DraftState>()(
  persist(
    (): DraftState => ({
      draft: emptyDraft,
      remembered: {},
      upload: { state: 'none' },
      attempted: false,
      sending: false,
    }),
    {
      name: 'conch.draft',
      partialize: ({ draft, remembered }) => ({ draft, remembered }),
      // What an older or damaged version left behind is not worth a message: the draft then starts empty.
      merge: (kept, fresh) => {
        const read = keptSchema.safeParse(kept);
        return read.success
          ? {
              ...fresh,
              draft: changed(emptyDraft, read.data.draft),
              remembered: read.data.remembered as Record<string, Options>,
            }
          : fresh;
      },
    },
  ),
);

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

/** "Use settings": the draft becomes what a clip was made with. */
export function fillDraft(request: GenerationRequest | Draft): void {
  useDraft.setState({
    draft: changed(emptyDraft, request),
    upload: { state: 'none' },
    attempted: false,
    refused: undefined,
  });
}

/** "Clear": prompt and picture go, provider and options stay. */
export function clearDraft(): void {
  useDraft.setState(({ draft }) => ({
    draft: changed(draft, { prompt: '', firstFrame: undefined }),
    upload: { state: 'none' },
    attempted: false,
    refused: undefined,
  }));
}
