import { z } from 'zod';
import { keptEstimateSchema } from './estimate.ts';
import { failureSchema } from './failure.ts';
import { groupSchema } from './group.ts';
import { keepingSchema } from './keeping.ts';
import { queuePlaceSchema } from './queue-place.ts';
import { generationRequestSchema } from './request.ts';

/**
 * A job is one paid request and everything that becomes of it. It is a value: a union by state, in which each state
 * carries only its own facts. `advance` (advance.ts) is the only place where the state changes.
 *
 * Times are epoch milliseconds and end in `At`.
 */

export const jobIdSchema = z.uuid();

/** What was promised before the first byte left: frozen, so that a later change of settings cannot redirect the job. */
export const intentSchema = z.object({
  sentAt: z.number(),
  /** The provider's origin at that moment, e.g. `https://api.novita.ai`. */
  origin: z.string(),
  /** First 8 hex digits of the key's SHA-256: enough to tell two keys apart, useless for anything else. */
  keyFingerprint: z.string(),
  /** SHA-256 of the request as stored, in hex. */
  requestHash: z.string(),
  /** What it was thought to cost when it left. Absent: not published, or sent by an older version. */
  estimate: keptEstimateSchema.optional(),
});
export type Intent = z.infer<typeof intentSchema>;

/** The provider's handle on the job: opaque JSON that only its adapter reads. Survives a restart. */
export const remoteSchema = z.object({ id: z.string().min(1) }).catchall(z.json());
export type Remote = z.infer<typeof remoteSchema>;

export const outputSchema = z.object({
  /** Byte for byte as the provider gave it; never normalised. */
  url: z.string(),
  /** When the link dies, where the provider or the link itself tells. */
  expiresAt: z.number().optional(),
});
export type Output = z.infer<typeof outputSchema>;

/** A finished clip on disk. The path is relative to the library folder and always uses `/`. */
export const assetSchema = z.object({
  path: z.string(),
  /** Size and SHA-256 (hex) of the file as it is kept. */
  sizeBytes: z.number(),
  sha256: z.string(),
  /** SHA-256 of the bytes as the provider gave them, where Conch has written tags into the file since. */
  downloadedSha256: z.string().optional(),
  type: z.enum(['video/mp4', 'video/webm', 'video/quicktime']),
  widthPixels: z.number().optional(),
  heightPixels: z.number().optional(),
  durationSeconds: z.number().optional(),
  /** Whether a poster has been made. */
  poster: z.boolean(),
});
export type Asset = z.infer<typeof assetSchema>;

/** What the provider itself said that this clip cost. */
export const costSchema = z.object({ amount: z.number(), unit: z.enum(['USD', 'credits']) });
export type Cost = z.infer<typeof costSchema>;

/** A clip that was saved before and is being fetched anew: nothing that is known of it is given up for a mere try. */
const savedSchema = z.object({ asset: assetSchema, finishedAt: z.number(), savedAt: z.number() });

/** How long it took, counted from the sending. */
export const timingSchema = z.object({
  /** Until the provider had it. */
  readyMs: z.number().positive(),
  /** Until it was on the disk. */
  savedMs: z.number().positive().optional(),
});
export type Timing = z.infer<typeof timingSchema>;

const accepted = {
  intent: intentSchema,
  remote: remoteSchema,
  acceptedAt: z.number(),
  cost: costSchema.optional(),
  former: savedSchema.optional(),
  /** Absent where nobody was watching at that moment: Conch was closed, or the computer slept. */
  timing: timingSchema.optional(),
};

const states = {
  /** Not sent yet. `lastFailure` says why an earlier attempt surely never left or was turned away. */
  queued: z.object({
    state: z.literal('queued'),
    dueAt: z.number(),
    attempts: z.number(),
    lastFailure: failureSchema.optional(),
  }),
  /** The request may be on its way. Found at start-up, this becomes `unknown`, never `queued`. */
  submitting: z.object({ state: z.literal('submitting'), intent: intentSchema, attempts: z.number() }),
  /** The provider took it and we have its id. */
  waiting: z.object({
    state: z.literal('waiting'),
    ...accepted,
    phase: z.enum(['queued', 'running']),
    progressPercent: z.number().min(0).max(100).optional(),
    readyAt: z.number().optional(),
    dueAt: z.number(),
    /** Looks in a row that brought no usable answer. */
    troubles: z.number(),
    /** The clip is finished; we only ask for a fresh link to it. */
    refreshing: z.boolean(),
    /** Watched without a break since the provider took it. */
    watched: z.literal(true).optional(),
    lastFailure: failureSchema.optional(),
  }),
  downloading: z.object({
    state: z.literal('downloading'),
    ...accepted,
    outputs: z.array(outputSchema).min(1),
    finishedAt: z.number(),
    dueAt: z.number(),
    troubles: z.number(),
    /** These links are already the fresh ones: if they are dead too, asking again is no use. */
    refreshed: z.boolean(),
    lastFailure: failureSchema.optional(),
  }),
  done: z.object({
    state: z.literal('done'),
    ...accepted,
    finishedAt: z.number(),
    savedAt: z.number(),
    asset: assetSchema,
    expiresAt: z.number().optional(),
    /** Why fetching it anew did not work. */
    lastFailure: failureSchema.optional(),
  }),
  failed: z.object({
    state: z.literal('failed'),
    failedAt: z.number(),
    failure: failureSchema,
    intent: intentSchema.optional(),
    /** Present when the provider had taken it: the clip may still be fetched. */
    remote: remoteSchema.optional(),
    acceptedAt: z.number().optional(),
    cost: costSchema.optional(),
  }),
  canceled: z.object({
    state: z.literal('canceled'),
    canceledAt: z.number(),
    /** `before-sending`: surely free. `watching-stopped`: the provider goes on. `given-up`: nobody knows. */
    reason: z.enum(['before-sending', 'watching-stopped', 'given-up']),
    intent: intentSchema.optional(),
    remote: remoteSchema.optional(),
    acceptedAt: z.number().optional(),
    cost: costSchema.optional(),
  }),
  /** "Needs attention": it was sent and nobody can tell whether it was taken. */
  unknown: z.object({
    state: z.literal('unknown'),
    intent: intentSchema,
    unknownAt: z.number(),
    failure: failureSchema,
  }),
} as const;

export const progressSchema = z.discriminatedUnion('state', [
  states.queued,
  states.submitting,
  states.waiting,
  states.downloading,
  states.done,
  states.failed,
  states.canceled,
  states.unknown,
]);
export type JobProgress = z.infer<typeof progressSchema>;
export type JobState = JobProgress['state'];
export type JobIn<S extends JobState> = Job & { progress: Extract<JobProgress, { state: S }> };

export const jobStates = Object.keys(states) as JobState[];
export const jobStateSchema = z.enum(Object.keys(states) as [JobState, ...JobState[]]);

export const jobSchema = z.object({
  /** The intent id, minted by the click: one click, one job, one submission. */
  id: jobIdSchema,
  /** Order of creation; clocks jump, this does not. */
  sequence: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
  request: generationRequestSchema,
  progress: progressSchema,
  /** What the person added. Absent: nothing yet. */
  keeping: keepingSchema.optional(),
  /** What it has in common with other clips. Absent: it was made by itself. */
  group: groupSchema.optional(),
  /** Where it stands in the queue. Absent: nobody has moved or held it. */
  place: queuePlaceSchema.optional(),
});
export type Job = z.infer<typeof jobSchema>;

export function isIn<S extends JobState>(job: Job, ...wanted: S[]): job is JobIn<S> {
  return (wanted as JobState[]).includes(job.progress.state);
}

/** When the engine has to look at this job again; undefined when there is nothing left to do by itself. */
export function dueAtOf(progress: JobProgress): number | undefined {
  return 'dueAt' in progress ? progress.dueAt : undefined;
}

/** States that occupy one of the provider's concurrent places. */
export const activeStates = ['submitting', 'waiting'] as const satisfies JobState[];
