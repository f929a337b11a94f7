import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { failureKindSchema } from '../../../src/shared/failure.ts';
import { generationRequestSchema } from '../../../src/shared/request.ts';

/**
 * What the providers' own pages say, as data: three files in `test/fixtures/providers/<id>/`. The suites read nothing
 * else about a provider, so a new one is covered as soon as its folder is there.
 *
 * `{id}`, `{key}`, `{words}` and `{link}` stand for what the test puts in.
 */

const callSchema = z.strictObject({
  method: z.enum(['GET', 'POST']),
  /** Path and query. */
  target: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Absent: no body at all. */
  body: z.json().optional(),
});
export type DocumentedCall = z.infer<typeof callSchema>;

const resolvedSchema = generationRequestSchema
  .omit({ providerId: true, firstFrame: true })
  .extend({
    modelId: z.string().optional(),
    firstFrame: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('url'), url: z.string() }),
        z.strictObject({ kind: z.literal('data'), dataUrl: z.string() }),
      ])
      .optional(),
  })
  .strict();

const requestsSchema = z.strictObject({
  source: z.string(),
  checked: z.iso.date(),
  keyHeader: z.strictObject({ name: z.string(), value: z.string() }),
  jobId: z.string(),
  submit: z.array(z.strictObject({ title: z.string(), request: resolvedSchema, call: callSchema })).min(1),
  poll: callSchema,
  keyTest: z.discriminatedUnion('free', [
    z.strictObject({ free: z.literal(true), call: callSchema }),
    z.strictObject({ free: z.literal(false) }),
  ]),
});

const answer = {
  status: z.number().default(200),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.json(),
};
const answerSchema = z.strictObject(answer);
export type DocumentedAnswer = z.infer<typeof answerSchema>;

const answersSchema = z.strictObject({
  submit: z.array(z.strictObject({ title: z.string(), ...answer, outputs: z.array(z.string()).optional() })).min(1),
  poll: z
    .array(
      z.strictObject({
        title: z.string(),
        ...answer,
        /** What the outcome holds at least. */
        outcome: z.looseObject({ outcome: z.enum(['waiting', 'succeeded', 'failed', 'unclear']) }),
        /** Fields that the outcome must not have. */
        absent: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  refusals: z
    .array(
      z.strictObject({
        ...answer,
        outcome: z.enum(['rejected', 'not-sent', 'unclear']),
        /** Any of these; absent where the pages do not decide it. */
        kinds: z.array(failureKindSchema).optional(),
        vendorCode: z.string().optional(),
        retryAfterMs: z.number().optional(),
      }),
    )
    .min(1),
  keyTest: z.array(
    z.strictObject({
      title: z.string(),
      ...answer,
      body: z.json().optional(),
      text: z.string().optional(),
      works: z.boolean(),
      kind: failureKindSchema.optional(),
    }),
  ),
});

const judged = z.strictObject({ body: z.json(), outcomes: z.array(z.string()).min(1) });

const variantsSchema = z.strictObject({
  /** The provider's own name for the job's id in the answer to a submit. */
  idField: z.string(),
  /** The body of any refusal, with `{words}` where the free text stands. */
  envelope: z.json(),
  unauthorized: answerSchema,
  forbidden: answerSchema,
  notFound: answerSchema,
  /** Looks: a status word that no page lists; the same beside a link; the same beside an error. */
  unknownWord: z.json(),
  unknownWordWithUrl: judged,
  unknownWordWithError: judged,
  /** The word for success in odd capitals, with a link. */
  oddCase: z.json(),
  /** Absent where the pages say that such an answer means "not yet". */
  successWithoutUrl: z.json().optional(),
  errorInside: z.strictObject({ submit: judged, poll: judged }),
  /** An answer to a submit that holds an id and, all the same, asks for a pause. */
  pauseBesideId: z.json(),
  moderation: z.strictObject({ submit: answerSchema, poll: answerSchema }),
  /** A finished look whose link is `{link}`. */
  finished: z.json(),
});

export interface ProviderFixtures {
  readonly requests: z.infer<typeof requestsSchema>;
  readonly answers: z.infer<typeof answersSchema>;
  readonly variants: z.infer<typeof variantsSchema>;
}

const folder = join(dirname(dirname(import.meta.dirname)), 'fixtures', 'providers');

export function readFixtures(id: string): ProviderFixtures {
  return {
    requests: requestsSchema.parse(readJson(id, 'requests')),
    answers: answersSchema.parse(readJson(id, 'answers')),
    variants: variantsSchema.parse(readJson(id, 'variants')),
  };
}

/** Ids of all providers that have fixtures. */
export function fixtureIds(): string[] {
  return readdirSync(folder);
}

function readJson(id: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, id, `${name}.json`), 'utf8'));
}

/** Puts the values in place of their `{name}` marks, in every text of a JSON value. */
export function fill(value: unknown, marks: Record<string, string>): unknown {
  if (typeof value === 'string') {
    return Object.entries(marks).reduce((text, [name, mark]) => text.replaceAll(`{${name}}`, () => mark), value);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, marks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, marks)]));
}
