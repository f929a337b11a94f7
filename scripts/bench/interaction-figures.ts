import { z } from 'zod';

export const interactionFiguresSchema = z.object({
  /** From the event to the next frame, in ms. */
  interactionsMs: z.array(z.number()),
  /** Sum of all layout shifts that no input brought about (Layout Instability; 0 is none). */
  layoutShift: z.number(),
  /** How often the text of a clip in view changed. */
  changes: z.number(),
});
export type InteractionFigures = z.infer<typeof interactionFiguresSchema>;
