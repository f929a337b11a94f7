import { z } from 'zod';

/** Where a clip stands among those that are still to be sent. Kept with the job, so that it outlives quit and crash. */

/** Three are as many as a person keeps apart; within one, the order says the rest. */
export const priorities = ['high', 'normal', 'low'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const queuePlaceSchema = z.object({
  /** Absent: normal. */
  priority: prioritySchema.exclude(['normal']).optional(),
  /** Smaller goes first, within its priority. Absent: the job's sequence, so that new clips come last. */
  rank: z.number().optional(),
  /** The person holds this clip back. */
  paused: z.literal(true).optional(),
});
export type QueuePlace = z.infer<typeof queuePlaceSchema>;

/** The facts by which clips are put in order. */
export interface Standing {
  readonly sequence: number;
  readonly place?: QueuePlace | undefined;
}

export function priorityOf({ place }: Pick<Standing, 'place'>): Priority {
  return place?.priority ?? 'normal';
}

export function rankOf({ sequence, place }: Standing): number {
  return place?.rank ?? sequence;
}

/** Below zero when `one` goes first. */
export function compareStandings(one: Standing, other: Standing): number {
  return (
    priorities.indexOf(priorityOf(one)) - priorities.indexOf(priorityOf(other)) ||
    rankOf(one) - rankOf(other) ||
    one.sequence - other.sequence
  );
}
