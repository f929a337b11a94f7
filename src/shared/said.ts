import { z } from 'zod';
import type { Said, Sentence } from './sentence.ts';

/** Sentences as they cross a boundary. Apart from `sentence.ts`, so that the workers say theirs without zod. */

export const sentenceSchema: z.ZodType<Sentence> = z.object({
  template: z.string().max(1000),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Beside an English text: what the window translates. */
export const saidSentencesSchema = z.array(sentenceSchema).max(8);

export const saidSchema: z.ZodType<Said> = z.object({ message: z.string(), said: saidSentencesSchema });
