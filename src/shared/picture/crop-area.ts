import { z } from 'zod';

/** A part of a picture, in whole pixels of the picture as shown (turned upright). */
export const cropAreaSchema = z.object({
  leftPixels: z.number().int().nonnegative(),
  topPixels: z.number().int().nonnegative(),
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
});
export type CropArea = z.infer<typeof cropAreaSchema>;
