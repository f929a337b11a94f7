import { z } from 'zod';
import { balanceSchema } from '../../../src/shared/balance.ts';
import { failureSchema } from '../../../src/shared/failure.ts';
import { costSchema, outputSchema, remoteSchema } from '../../../src/shared/job.ts';
import { saidSentencesSchema } from '../../../src/shared/said.ts';

/** What an adapter may answer, field by field. Anything else is a defect of the adapter, whatever the vendor said. */

const strictFailure = z.strictObject(failureSchema.shape);
const refusal = z.strictObject({
  ...strictFailure.shape,
  message: z
    .string()
    .min(1)
    .regex(/^[^<>]*$/),
});
const output = z.strictObject(outputSchema.shape);

export const submitOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accepted'),
    remote: remoteSchema,
    outputs: z.array(output).optional(),
    cost: costSchema.optional(),
  }),
  z.strictObject({ outcome: z.literal('rejected'), failure: refusal }),
  z.strictObject({ outcome: z.literal('not-sent'), failure: refusal }),
  z.strictObject({
    outcome: z.literal('unclear'),
    failure: refusal.extend({ kind: z.literal('outcome-unknown'), charged: z.literal('unknown') }),
  }),
]);

export const pollOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('waiting'),
    phase: z.enum(['queued', 'running']),
    progressPercent: z.number().min(0).max(100).optional(),
    etaMs: z.number().positive().optional(),
    pollAfterMs: z.number().nonnegative().optional(),
    remote: remoteSchema.optional(),
  }),
  z.strictObject({ outcome: z.literal('succeeded'), outputs: z.array(output).min(1), cost: costSchema.optional() }),
  z.strictObject({ outcome: z.literal('failed'), failure: refusal }),
  z.strictObject({ outcome: z.literal('unclear'), failure: refusal, remote: remoteSchema.optional() }),
]);

export const balanceOutcomeSchema = z.discriminatedUnion('told', [
  z.strictObject({ told: z.literal(true), balance: z.strictObject(balanceSchema.shape) }),
  z.strictObject({ told: z.literal(false), failure: refusal }),
]);

export const keyTestOutcomeSchema = z.discriminatedUnion('works', [
  z.strictObject({ works: z.literal(true), message: z.string().min(1), said: saidSentencesSchema.optional() }),
  z.strictObject({ works: z.literal(false), failure: refusal }),
]);
