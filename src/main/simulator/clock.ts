/** What is needed to go on with the same simulated time after a restart. */
export interface ClockState {
  readonly realAt: number;
  readonly simulatedAt: number;
  readonly speed: number;
}

/** Simulated milliseconds that run `speed` times as fast as real ones. */
export interface SimulatedClock {
  now(): number;
  speed(): number;
  /** Takes effect at once; the time already passed stays as it was. */
  setSpeed(speed: number): void;
  /** When a simulated moment comes in real time, in epoch milliseconds. */
  toReal(simulatedAt: number): number;
  state(): ClockState;
}

export function createClock(speed: number, saved?: ClockState, realNow: () => number = Date.now): SimulatedClock {
  let anchor: ClockState = saved ?? { realAt: realNow(), simulatedAt: 0, speed: checkSpeed(speed) };

  function now(): number {
    return anchor.simulatedAt + (realNow() - anchor.realAt) * anchor.speed;
  }

  function setSpeed(next: number): void {
    anchor = { realAt: realNow(), simulatedAt: now(), speed: checkSpeed(next) };
  }

  if (saved !== undefined && saved.speed !== speed) setSpeed(speed);
  return {
    now,
    setSpeed,
    speed: () => anchor.speed,
    toReal: (simulatedAt) => anchor.realAt + (simulatedAt - anchor.simulatedAt) / anchor.speed,
    state: () => anchor,
  };
}

function checkSpeed(speed: number): number {
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new RangeError(`The simulator's speed must be a number above 0, not ${speed}.`);
}
