import { z } from 'zod';

/**
 * What one model at one provider accepts, as data. The composer is drawn from it and `validate` checks against it;
 * nothing else in the program knows what a vendor can do.
 */

/** AVIF, GIF and HEIC are kept as sources only: no provider takes them. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'] as const;
export const pictureTypeSchema = z.enum(pictureTypes);
export type PictureType = z.infer<typeof pictureTypeSchema>;

/** Switches that a model may offer. Each is one boolean field of `GenerationRequest`. */
export const flagNames = ['promptOptimizer', 'fastPretreatment', 'watermark'] as const;
export const flagNameSchema = z.enum(flagNames);
export type FlagName = z.infer<typeof flagNameSchema>;

export const resolutionSchema = z.enum(['768P', '1080P']);
export type Resolution = z.infer<typeof resolutionSchema>;

export const durationSchema = z.union([z.literal(6), z.literal(10)]);
export type DurationSeconds = z.infer<typeof durationSchema>;

export const imageRulesSchema = z.object({
  /** `required`: the model makes nothing without a first frame. */
  use: z.enum(['optional', 'required']),
  /** `file`: the provider takes the bytes (a data URL); `url`: it fetches a public address itself. */
  sources: z.array(z.enum(['file', 'url'])).min(1),
  types: z.array(pictureTypeSchema),
  /** Largest file, in bytes, inclusive. */
  maxBytes: z.number(),
  /** The shorter side must be greater than this, in pixels. */
  shortSideOverPixels: z.number(),
  /** Allowed width ÷ height, both ends inclusive unless `ratioExclusive`. */
  minRatio: z.number(),
  maxRatio: z.number(),
  ratioExclusive: z.boolean(),
  /** Most pixels, inclusive. Absent: no limit is known. */
  maxPixels: z.number().optional(),
  /** The provider takes the bytes too, but an address is the surer way: through an image host where there is one. */
  saferByUrl: z.boolean().optional(),
  /** A doubt that the person should know before paying, in plain words. */
  warning: z.string().optional(),
});
export type ImageRules = z.infer<typeof imageRulesSchema>;

export const modelSpecSchema = z.object({
  /** Our id, stable in the library; usually the vendor's own. */
  id: z.string(),
  name: z.string(),
  /** One line for the picker. */
  summary: z.string().optional(),
  /** In UTF-16 code units: nobody defines "characters", so we count the stricter reading. */
  promptMaxLength: z.number(),
  /** Absent: the model takes no picture. */
  image: imageRulesSchema.optional(),
  /** Empty: the provider offers no choice. The first is the default. */
  durations: z.array(durationSchema),
  /** Empty: the provider offers no choice. The first is the default. */
  resolutions: z.array(resolutionSchema),
  /** Pairs that the provider refuses. */
  refusedPairs: z.array(z.object({ durationSeconds: durationSchema, resolution: resolutionSchema })),
  /** The switches offered, each with the provider's default. */
  flags: z.partialRecord(flagNameSchema, z.boolean()),
  /** Whether a callback to a server of the user's own can be asked for. */
  callbackUrl: z.boolean(),
});
export type ModelSpec = z.infer<typeof modelSpecSchema>;
