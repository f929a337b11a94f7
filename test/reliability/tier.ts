/** `full`: as far as the figures go that we promise. `short`: what every push can afford. */
export type Tier = 'short' | 'full';

export const seedVariable = 'CONCH_RELIABILITY_SEED';
export const tierVariable = 'CONCH_RELIABILITY_TIER';

/** The same from run to run unless another one is asked for, so that a red run can be had again. */
export function reliabilitySeed(): number {
  const text = process.env[seedVariable] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 20_261_121;
}

export function reliabilityTier(): Tier {
  return process.env[tierVariable] === 'short' ? 'short' : 'full';
}
