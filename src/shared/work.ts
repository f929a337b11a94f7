import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { jobIdSchema } from './job.ts';
import { saidSentencesSchema } from './said.ts';

/**
 * A long act on the library and its files: one at a time, with its progress, a way to stop it, and a report at the
 * end. Pure.
 */

export const workKindSchema = z.enum(['scrub', 'rebuild', 'export', 'import', 'move', 'rename']);
export type WorkKind = z.infer<typeof workKindSchema>;

/** Findings that are listed one by one; the rest is only counted. */
export const mostFindings = 500;

export const findingSchema = z.object({
  /** A file, relative to its folder or archive, or what a person would call it by. */
  name: z.string(),
  /** One plain sentence. */
  reason: z.string(),
  /** The same for translation. */
  said: saidSentencesSchema.optional(),
  clipId: jobIdSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/**
 * `missing`: the file is gone. `changed`: it is not what was saved. `foreign`: no clip of the list. `refused`: not taken
 * in. `present`: here already, and left as it is. `left`: stays where it was.
 */
export const findingKindSchema = z.enum(['missing', 'changed', 'foreign', 'refused', 'present', 'left']);
export type FindingKind = z.infer<typeof findingKindSchema>;

export const workReportSchema = z.object({
  /** One or two plain sentences: what came of it. */
  summary: z.string(),
  /** The same for translation. */
  said: saidSentencesSchema.optional(),
  findings: z.array(
    z.object({ kind: findingKindSchema, total: z.number(), listed: z.array(findingSchema).max(mostFindings) }),
  ),
  /** The archive that waits to be fetched: `${mediaBase}/exports/<work id>`. */
  archive: z.object({ name: z.string(), sizeBytes: z.number() }).optional(),
});
export type WorkReport = z.infer<typeof workReportSchema>;

export const workSchema = z.object({
  id: z.uuid(),
  kind: workKindSchema,
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Files or clips. `total` is absent as long as nobody knows. */
  done: z.number(),
  total: z.number().optional(),
  report: workReportSchema.optional(),
  failure: failureSchema.optional(),
});
export type Work = z.infer<typeof workSchema>;
