import PQueue from 'p-queue';

export type LaneKind = 'submit' | 'poll' | 'download';

/** How many steps of a kind one provider sees at once. How many clips it makes at once is the gate's to say. */
const widths: Record<LaneKind, number> = { submit: 50, poll: 8, download: 3 };

/** One queue for each kind of step and provider, so that a provider that is slow to answer holds up no other one. */
export interface Lanes {
  /** Runs `step` when there is a place. Rejects as it does. */
  add(kind: LaneKind, providerId: string, step: () => Promise<void>): Promise<void>;
  /** How many more steps may begin. The rest stays in the store, where the order is right at any time. */
  places(kind: LaneKind, providerId: string): number;
  /** Forgets what has not begun. */
  clear(): void;
  /** When nothing of it runs any more; without words, nothing at all. */
  onIdle(kind?: LaneKind): Promise<void>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, PQueue>();

  function laneFor(kind: LaneKind, providerId: string): PQueue {
    const name = `${kind} ${providerId}`;
    const lane = lanes.get(name) ?? new PQueue({ concurrency: widths[kind] });
    lanes.set(name, lane);
    return lane;
  }

  return {
    async add(kind, providerId, step) {
      await laneFor(kind, providerId).add(step);
    },
    places(kind, providerId) {
      const { pending, size } = laneFor(kind, providerId);
      return Math.max(0, widths[kind] - pending - size);
    },
    clear() {
      for (const lane of lanes.values()) lane.clear();
    },
    async onIdle(kind) {
      const wanted = [...lanes].filter(([name]) => kind === undefined || name.startsWith(`${kind} `));
      await Promise.all(wanted.map(async ([, lane]) => lane.onIdle()));
    },
  };
}
