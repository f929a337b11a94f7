import { z } from 'zod';
import { mostIds } from './clip-query.ts';
import { failureSchema } from './failure.ts';
import { jobIdSchema, jobSchema } from './job.ts';
import { prioritySchema } from './queue-place.ts';
import { providerIdSchema } from './request.ts';

/** What is to be sent, in which order and how fast, as the window sees it. Times are epoch milliseconds. */

/** A limit that a provider has published, as far as it concerns how fast clips may be sent or asked about. */
export const documentedLimitSchema = z.object({
  what: z.enum(['clips-at-once', 'sends-per-minute', 'looks-per-minute']),
  most: z.number().positive(),
  /** How far it can be trusted for this model, in one plain sentence. */
  note: z.string(),
  /** Address of the page. */
  source: z.string(),
  /** The day on which the page was read, e.g. `2026-11-21`. */
  checkedOn: z.string(),
});
export type DocumentedLimit = z.infer<typeof documentedLimitSchema>;

const queuePaceSchema = z.object({
  /** How many clips are made at once now, and how many at most: the person's own number, or the usual one. */
  clipsAtOnce: z.number(),
  mostClipsAtOnce: z.number(),
  /** How many are sent in a minute now, and at most. */
  perMinute: z.number(),
  mostPerMinute: z.number(),
  /** The provider has turned clips away, so Conch goes slower than it might; it tries for more by itself. */
  learned: z.boolean(),
  limits: z.array(documentedLimitSchema),
});

/** Nothing is sent to this provider for now, and why. It ends by itself, or when the person has mended it. */
export const queueHoldSchema = z.object({
  failure: failureSchema,
  sinceAt: z.number(),
  /** When Conch tries again. */
  untilAt: z.number(),
});
export type QueueHold = z.infer<typeof queueHoldSchema>;

/** The same failure came several times in a row. Nothing more is sent to this provider until the person says so. */
export const queueStopSchema = z.object({
  failure: failureSchema,
  /** How many in a row. */
  failures: z.number(),
  at: z.number(),
});
export type QueueStop = z.infer<typeof queueStopSchema>;

export const queueProviderSchema = z.object({
  providerId: providerIdSchema,
  queued: z.number(),
  /** Of the queued ones, those that are held back one by one. */
  pausedClips: z.number(),
  inTheMaking: z.number(),
  /** The person has paused this provider. */
  paused: z.boolean(),
  pace: queuePaceSchema,
  hold: queueHoldSchema.optional(),
  stop: queueStopSchema.optional(),
  /** When the next clip can be sent. `null`: when one in the making is ready, or after the person has acted. */
  nextStartAt: z.number().nullable(),
});
export type QueueProvider = z.infer<typeof queueProviderSchema>;

export const queueViewSchema = z.object({
  pausedAll: z.boolean(),
  /** Every provider, whether or not something is queued for it. */
  providers: z.array(queueProviderSchema),
  /** How many clips are queued, in the part that was asked for. */
  total: z.number(),
  /** In the order in which they go. */
  jobs: z.array(jobSchema),
});
export type QueueView = z.infer<typeof queueViewSchema>;

const mostQueuedPerPage = 200;

export const queuePageSchema = z.strictObject({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(0).max(mostQueuedPerPage),
  providerId: providerIdSchema.optional(),
});
export type QueuePage = z.infer<typeof queuePageSchema>;

export const queueRangeSchema = z.strictObject({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(mostIds),
});
export type QueueRange = z.infer<typeof queueRangeSchema>;

const ids = z.array(jobIdSchema).max(mostIds);

/** What a pause, its end or a cancelation is about. Clips that have left the queue are left alone. */
export const queuePartSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('all') }),
  z.strictObject({ what: z.literal('provider'), providerId: providerIdSchema }),
  z.strictObject({ what: z.literal('clips'), ids }),
]);
export type QueuePart = z.infer<typeof queuePartSchema>;

/** First and last are meant among clips of the same priority; beside another clip, its priority is taken on. */
export const queueGoalSchema = z.discriminatedUnion('where', [
  z.strictObject({ where: z.enum(['first', 'last']) }),
  z.strictObject({ where: z.enum(['before', 'after']), id: jobIdSchema }),
]);
export type QueueGoal = z.infer<typeof queueGoalSchema>;

export const queueMoveSchema = z.strictObject({ ids, to: queueGoalSchema });
export const queuePrioritizeSchema = z.strictObject({ ids, priority: prioritySchema });
/** The answer to a stop. */
export const queueGoOnSchema = z.strictObject({ providerId: providerIdSchema, rest: z.enum(['send', 'cancel']) });
/** How many clips an act changed. */
export const queueChangedSchema = z.object({ changed: z.number() });
