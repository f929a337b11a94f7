import { join } from 'node:path';
import { z } from 'zod';
import { queueStopSchema } from '../../shared/queue.ts';
import { says, sentence, type Said } from '../../shared/sentence.ts';
import { createLatestFile, type LatestFile } from './latest-file.ts';

/**
 * What holds the queue beside the clips' own places: pauses, stops, and what a provider’s pace was found to be. A file of
 * its own, so that it is read before anything is sent and outlives the database.
 */
const boundSchema = z.object({
  /** In force. */
  most: z.number().positive(),
  /** Where the provider turned a clip away last. */
  met: z.number().positive(),
  /** More than that was taken since. */
  free: z.literal(true).optional(),
  /** When more is tried, in epoch milliseconds. */
  probeAt: z.number(),
  probeWaitMs: z.number().positive(),
});
export type Bound = z.infer<typeof boundSchema>;

/** What was learned of a provider’s pace (`jobs/pace.ts`). */
const learnedPaceSchema = z.object({
  /** Clips in the making. Absent: as many as allowed. */
  clips: boundSchema.optional(),
  /** Sends in a minute. Absent: as many as allowed. */
  rate: boundSchema.optional(),
});
export type LearnedPace = z.infer<typeof learnedPaceSchema>;

const providerSchema = z.object({
  paused: z.boolean().default(false),
  stop: queueStopSchema.optional(),
  // A damaged pace costs a few refusals and no money.
  learned: learnedPaceSchema.optional().catch(undefined),
});
export type QueueProviderState = z.infer<typeof providerSchema>;

const contentSchema = z.object({
  pausedAll: z.boolean(),
  providers: z.record(z.string(), providerSchema),
});
export type QueueContent = z.infer<typeof contentSchema>;

export interface QueueFile {
  readonly content: QueueContent;
  /** What was found damaged, in plain words. */
  readonly notices: readonly Said[];
  /** Resolves when this is on the disk, or something newer. Rejects with `FailureError`. */
  save(content: QueueContent): Promise<void>;
}

export function openQueueFile(dataFolder: string): QueueFile {
  const file = createLatestFile(join(dataFolder, 'queue.json'));
  return { ...read(file), save: file.save };
}

/** A file that is there and cannot be read may have held everything back: nothing is sent until the person says so. */
function read(file: LatestFile): { content: QueueContent; notices: Said[] } {
  try {
    const kept = file.read();
    if (kept === undefined) return { content: { pausedAll: false, providers: {} }, notices: [] };
    const checked = contentSchema.safeParse(kept);
    if (checked.success) return { content: checked.data, notices: [] };
  } catch {
    // Not JSON, or not to be read: told below.
  }
  return {
    content: { pausedAll: true, providers: {} },
    notices: [
      says(
        sentence('What was paused in the queue could not be read, so everything is paused.'),
        sentence('Press Resume in the queue to go on.'),
      ),
    ],
  };
}
