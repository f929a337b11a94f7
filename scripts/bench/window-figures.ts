import { z } from 'zod';

/** What is measured in the window, in ms and bytes. */
export const windowFiguresSchema = z.object({
  firstDrawnMs: z.array(z.number()),
  keystrokesMs: z.array(z.number()),
  wheelGapsMs: z.array(z.number()),
  dragGapsMs: z.array(z.number()),
  heapBytes: z.number(),
});
export type WindowFigures = z.infer<typeof windowFiguresSchema>;
