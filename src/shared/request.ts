import { z } from 'zod';
import { durationSchema, pictureTypeSchema, resolutionSchema } from './model.ts';

/** A picture kept in the library, named by the SHA-256 of its bytes; type and size were read from the content. */
export const pictureSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  type: pictureTypeSchema,
  sizeBytes: z.number().int().positive(),
  /** As shown, that is with the EXIF orientation applied. */
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
  /** The file's name where it came from a file; for the eye only. */
  name: z.string().max(255).optional(),
});
export type Picture = z.infer<typeof pictureSchema>;

const firstFrameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), picture: pictureSchema }),
  z.object({ kind: z.literal('url'), url: z.string().max(4096) }),
]);

export const providerIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/);
export type ProviderId = z.infer<typeof providerIdSchema>;

/**
 * What the person asked for. A field is present only where the model offers it: an absent field is never sent,
 * so the provider's default applies.
 */
export const generationRequestSchema = z.object({
  providerId: providerIdSchema,
  modelId: z.string().min(1).max(100),
  prompt: z.string().max(100_000),
  firstFrame: firstFrameSchema.optional(),
  durationSeconds: durationSchema.optional(),
  resolution: resolutionSchema.optional(),
  promptOptimizer: z.boolean().optional(),
  fastPretreatment: z.boolean().optional(),
  watermark: z.boolean().optional(),
  callbackUrl: z.string().max(2048).optional(),
});
export type GenerationRequest = z.infer<typeof generationRequestSchema>;
