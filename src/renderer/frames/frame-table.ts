/** Which frames a player shows, and when. Pure. All times are presentation times in seconds. */

export interface PacketFacts {
  timestamp: number;
  duration: number;
  byteLength: number;
}

/** An end that a file states is rounded to its clock (often 1 ms); a frame shown for less than this is not shown. */
const leastShownSeconds = 0.002;

/**
 * The presentation times of the frames that are shown, in order. Left out: empty samples, which some muxers put at the
 * end; what lies before 0 or after `endSeconds`, which an edit list hides; and a second frame of the same time.
 */
export function shownTimes(packets: Iterable<PacketFacts>, endSeconds = Infinity): number[] {
  const times = new Set<number>();
  for (const { timestamp, duration, byteLength } of packets) {
    const isBefore = timestamp < 0 && timestamp + duration <= leastShownSeconds;
    if (byteLength > 0 && !isBefore && timestamp < endSeconds - leastShownSeconds) times.add(timestamp);
  }
  return [...times].sort((left, right) => left - right);
}

/** A time that a player or a decoder gives back is rounded to the microsecond. */
const roundingSeconds = 0.000_1;

/** The frame that is on screen at a moment: the last one that has begun. The first one before any has. */
export function frameAt(times: readonly number[], seconds: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] ?? Infinity) <= seconds + roundingSeconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A moment well inside a frame: a player that is sent there shows this frame and no neighbour. */
export function insideFrame(times: readonly number[], index: number): number {
  const start = times[index] ?? 0;
  const next = times[index + 1];
  if (next !== undefined) return (Math.max(0, start) + next) / 2;
  const before = times[index - 1];
  return start + (before === undefined ? roundingSeconds : (start - before) / 4);
}
