import { z } from 'zod';
import { generationRequestSchema } from './request.ts';

/** What is being written in the composer, as it is kept from one start to the next. */

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

export const keptDraftSchema = z.object({
  /** Epoch ms, by the window's clock: of two memories of the draft the later one holds. */
  changedAt: z.number(),
  draft: generationRequestSchema.partial().extend({ prompt: z.string().max(100_000) }),
  /** The choices made at each provider, by its id. */
  remembered: z.record(z.string(), optionsSchema),
  /** What was typed for each `{variable}` of the prompt. */
  values: z.record(z.string(), z.string().max(20_000)),
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

export const draftMethods = {
  'draft.read': { input: z.strictObject({}), output: z.object({ kept: keptDraftSchema.nullable() }) },
  /** Resolves when it is on the disk. */
  'draft.keep': { input: z.strictObject({ kept: keptDraftSchema }), output: z.strictObject({}) },
} as const;
