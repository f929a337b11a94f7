import { z } from 'zod';
import { durationSchema, pictureTypeSchema, resolutionSchema } from './model.ts';
import { cropAreaSchema } from './picture/crop-area.ts';
import { metadataKinds, pictureColours } from './picture/facts.ts';
import { pictureSteps } from './picture/fix.ts';

/** A picture kept in the library, named by the SHA-256 of its bytes; all the rest was read from the content. */
export const keptPictureSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  type: pictureTypeSchema,
  sizeBytes: z.number().int().positive(),
  /** As shown, that is with the EXIF orientation applied. */
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
  /** The file's name where it came from a file; for the eye only. */
  name: z.string().max(255).optional(),
  /** The details that were taken out before it was kept. Absent: there were none. */
  removed: z.array(z.enum(metadataKinds)).optional(),
  /** Absent: upright. Anything else can only be a source; what is sent is upright. */
  orientation: z.number().int().min(2).max(8).optional(),
  /** How the pixels are coded, where a provider may care. Absent in libraries made before 0.2. */
  coding: z
    .object({
      colour: z.enum(pictureColours),
      bitsPerChannel: z.number().int().positive(),
      hasAlpha: z.boolean(),
      isAnimated: z.boolean(),
    })
    .optional(),
});
export type KeptPicture = z.infer<typeof keptPictureSchema>;

export const pictureSchema = keptPictureSchema.extend({
  /** Where the picture was made by Conch from another one that the library keeps as well. Written by the window. */
  edit: z
    .object({
      /** The very first picture, so that it can be used again and cropped anew without loss. */
      source: keptPictureSchema,
      /** The part that was cut out, in pixels of the source as shown. Absent: all of it. */
      area: cropAreaSchema.optional(),
      steps: z.array(z.enum(pictureSteps)),
    })
    .optional(),
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
  /** Lineage: the job whose last frame is the first frame here. For the library's eyes; no provider ever sees it. */
  continues: z.uuid().optional(),
  durationSeconds: durationSchema.optional(),
  resolution: resolutionSchema.optional(),
  promptOptimizer: z.boolean().optional(),
  fastPretreatment: z.boolean().optional(),
  watermark: z.boolean().optional(),
  callbackUrl: z.string().max(2048).optional(),
});
export type GenerationRequest = z.infer<typeof generationRequestSchema>;
