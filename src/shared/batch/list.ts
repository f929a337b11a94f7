import { z } from 'zod';
import { failureSchema } from '../failure.ts';
import { mostTags, tagSchema } from '../keeping.ts';
import { durationSchema, resolutionSchema } from '../model.ts';
import { generationRequestSchema, pictureSchema, providerIdSchema } from '../request.ts';
import { sentenceSchema } from '../said.ts';
import { mostOrders } from './order.ts';

/** Lists of clips to make, as they are read from a file or a folder. */

/** Largest file that is read as a list, in bytes. */
export const largestListBytes = 32 * 1024 * 1024;
export const mostRows = mostOrders;
/** What was sent by a window, and waits to be read, is known by this. */
const uploadIdSchema = z.uuid();

export const listInputSchema = z.strictObject({
  from: z.discriminatedUnion('kind', [
    /** A CSV or JSONL file, or a folder of pictures with captions, on the computer that runs the core. */
    z.strictObject({ kind: z.literal('path'), path: z.string().min(1).max(4096) }),
    /** A CSV or JSONL file that was posted to `${mediaBase}/lists`. */
    z.strictObject({
      kind: z.literal('upload'),
      uploadId: uploadIdSchema,
      /** The pictures that it names, already in the library: nothing beside an uploaded file can be read. */
      pictures: z
        .array(z.strictObject({ name: z.string().min(1).max(4096), picture: pictureSchema }))
        .max(mostRows)
        .optional(),
    }),
  ]),
});
export type ListInput = z.infer<typeof listInputSchema>;

export const listRowSchema = z.object({
  /** In the file, from 1; in a folder, the place by name. */
  line: z.number().int().positive(),
  /** Absent: there was none, and a picture stands for itself. */
  prompt: z.string().max(100_000).optional(),
  image: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('picture'), name: z.string(), picture: pictureSchema }),
      z.object({ kind: z.literal('url'), name: z.string(), url: z.string().max(4096) }),
    ])
    .optional(),
  providerId: providerIdSchema.optional(),
  modelId: generationRequestSchema.shape.modelId.optional(),
  durationSeconds: durationSchema.optional(),
  resolution: resolutionSchema.optional(),
  promptOptimizer: z.boolean().optional(),
  fastPretreatment: z.boolean().optional(),
  watermark: z.boolean().optional(),
  tags: z.array(tagSchema).max(mostTags),
});
export type ListRow = z.infer<typeof listRowSchema>;

export const listTroubleSchema = z.object({
  line: z.number().int().positive(),
  /** As it is called in `columns`; absent: the whole line. */
  column: z.string().optional(),
  message: z.string(),
  said: z.array(sentenceSchema),
});
export type ListTrouble = z.infer<typeof listTroubleSchema>;

export const listSchema = z.object({
  /** Of the file or folder. */
  name: z.string(),
  kind: z.enum(['csv', 'jsonl', 'folder']),
  /** How the file's letters are coded; absent for a folder. */
  encoding: z.enum(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'GB18030', 'Windows-1252']).optional(),
  separator: z.enum([',', ';', '\t']).optional(),
  rows: z.array(listRowSchema),
  /** Lines that make no row, each with its reason. */
  troubles: z.array(listTroubleSchema),
  /** Columns that mean nothing here, as they are written. */
  unknownColumns: z.array(z.string()),
});
export type List = z.infer<typeof listSchema>;

/** The body that answers the upload of a list. */
export const listUploadAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), uploadId: uploadIdSchema }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);
export type ListUploadAnswer = z.infer<typeof listUploadAnswerSchema>;
