import { z } from 'zod';

/** Sums of money. Dollars and credits never add up to one figure by themselves. */

export const unitSchema = z.enum(['USD', 'credits']);
export type Unit = z.infer<typeof unitSchema>;

/** From the least to the most that it may be; both the same where it is known. */
export const rangeSchema = z.object({ least: z.number().nonnegative(), most: z.number().nonnegative() });
export type Range = z.infer<typeof rangeSchema>;

export const nothing: Range = { least: 0, most: 0 };

/** A millionth is finer than any price, and whole millionths add up without a rest. */
export const fine = 1_000_000;

/** Adds amounts so that the order does not matter and no rest of binary fractions is left. Pure. */
export function addAmounts(...amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + Math.round(amount * fine), 0) / fine;
}

export function addRanges(...ranges: Range[]): Range {
  return {
    least: addAmounts(...ranges.map(({ least }) => least)),
    most: addAmounts(...ranges.map(({ most }) => most)),
  };
}
