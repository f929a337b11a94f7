import { providers } from '../../src/main/providers/index.ts';
import type { PollOutcome, Provider, SubmitOutcome } from '../../src/main/providers/provider.ts';
import { fill, readFixtures, type ProviderFixtures } from '../conformance/providers/fixtures.ts';
import { pollOutcomeSchema, submitOutcomeSchema } from '../conformance/providers/outcomes.ts';
import { findIn } from '../support/canary.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { mutateValue, spoilText } from './answers-mutations.ts';
import { canaryKey, createCannedWire, httpOver } from './answers-wire.ts';
import { createDice, type Dice } from './seeded-dice.ts';

const operations = ['submit', 'poll'] as const;
type Operation = (typeof operations)[number];

const now = 1_795_262_400_000;
/** Longer than this for one answer counts as a hang, in milliseconds. */
const hangMs = 1000;
/** Beyond these, a failure would flood the window and the log. In characters. */
const longestMessage = 1000;
const statuses = [
  200, 200, 200, 200, 201, 202, 204, 206, 301, 400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 502, 503, 599,
] as const;
const types = [
  'application/json',
  'text/html',
  'application/json; charset=utf-16',
  '',
  'application/problem+json',
] as const;

/** Documented answers, mutated over and over, read by one adapter. */
export async function runAnswers(
  provider: Provider,
  operation: Operation,
  count: number,
  seed: number,
): Promise<Findings> {
  const findings = emptyFindings(seed);
  // Each adapter and operation gets other answers, or ten of them would tell the same.
  const dice = createDice(seed + 2 * providers.indexOf(provider) + operations.indexOf(operation));
  const bodies = bodiesOf(readFixtures(provider.id));
  const wire = createCannedWire();
  const http = httpOver(wire, provider, () => now);
  const clean = prototypeKeys();
  let slowestMs = 0;
  for (let index = 0; index < count; index += 1) {
    wire.next = answerFor(bodies, dice);
    const startedAt = performance.now();
    const wrong = await readOnce(provider, operation, http).then(
      (outcome) => troublesIn(outcome, operation),
      (thrown: unknown) => [`threw ${thrown instanceof Error ? thrown.name : 'something'}`],
    );
    const tookMs = performance.now() - startedAt;
    slowestMs = Math.max(slowestMs, tookMs);
    findings.runs += 1;
    if (tookMs > hangMs) wrong.push(`took ${Math.round(tookMs)} ms`);
    if (prototypeKeys() !== clean) wrong.push('changed a prototype');
    for (const trouble of wrong) {
      const body = wire.next.body.toString('utf8').slice(0, 120);
      findings.failures.push(
        `${provider.id} ${operation} #${index}: ${trouble}; HTTP ${wire.next.status} ${JSON.stringify(body)}`,
      );
    }
  }
  findings.facts['slowestMs'] = Math.round(slowestMs);
  return findings;
}

function bodiesOf({ answers, variants, requests }: ProviderFixtures): [unknown, ...unknown[]] {
  const { envelope, unknownWord, oddCase, pauseBesideId, finished } = variants;
  const documented = [...answers.submit, ...answers.poll, ...answers.refusals].map(({ body }) => body);
  const all = [envelope, unknownWord, oddCase, pauseBesideId, finished, ...documented];
  const marks = { id: requests.jobId, words: 'our words', link: 'https://cdn.example/clip.mp4' };
  return all.map((body) => fill(body, marks)) as [unknown, ...unknown[]];
}

function answerFor(bodies: [unknown, ...unknown[]], dice: Dice): ReturnType<typeof createCannedWire>['next'] {
  let value = dice.pick(bodies);
  for (let times = dice.between(0, 4); times > 0; times -= 1) value = mutateValue(value, dice);
  const text = JSON.stringify(value) ?? 'null';
  // Now and then the answer repeats the key that it was sent.
  const echoed = dice.roll() < 0.05 ? text.replace('"', `"${canaryKey} `) : text;
  const headers: [string, string][] = [['content-type', dice.pick(types)]];
  if (dice.roll() < 0.1) headers.push(['retry-after', dice.pick(['5', '-1', '1e9', 'x', ''])]);
  if (dice.roll() < 0.05) headers.push(['__proto__', 'x'], ['content-type', 'text/plain']);
  return { status: dice.pick(statuses), headers, body: spoilText(echoed, dice) };
}

function readOnce(
  provider: Provider,
  operation: Operation,
  http: ReturnType<typeof httpOver>,
): Promise<SubmitOutcome | PollOutcome> {
  const context = { http, signal: new AbortController().signal, now, acceptedAt: now - 200_000 };
  if (operation === 'poll') return provider.poll({ id: 'task-1' }, context);
  return provider.submit({ providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea' }, context);
}

/** Everything that an outcome must be, whatever the answer was. */
function troublesIn(outcome: SubmitOutcome | PollOutcome, operation: Operation): string[] {
  const troubles: string[] = [];
  const schema = operation === 'submit' ? submitOutcomeSchema : pollOutcomeSchema;
  const checked = schema.safeParse(outcome);
  if (!checked.success)
    troubles.push(`untyped: ${checked.error.issues[0]?.message} in ${JSON.stringify(outcome).slice(0, 200)}`);
  const stored = JSON.stringify(outcome);
  if (findIn('outcome', stored, [canaryKey]).length > 0) troubles.push('keeps the key');
  if ('failure' in outcome) {
    const { message, vendorText = '', vendorCode = '', requestId = '', stage } = outcome.failure;
    if (message.length > longestMessage) troubles.push(`a message of ${message.length} characters`);
    if (stage === undefined) troubles.push('a failure without a stage');
    for (const text of [message, vendorText])
      if (/<[a-z/!?]/i.test(text)) troubles.push(`markup: ${JSON.stringify(text.slice(0, 60))}`);
    for (const text of [message, vendorText, vendorCode, requestId])
      if (/\p{Cc}|[\u202a-\u202e]/u.test(text)) troubles.push('control characters');
  }
  const outputs = 'outputs' in outcome ? (outcome.outputs ?? []) : [];
  for (const { url } of outputs)
    if (!/^https:\/\/|^http:\/\/(127\.|localhost|\[::1\])/i.test(url)) troubles.push(`a link ${url.slice(0, 80)}`);
  if (outcome.outcome === 'accepted' && outcome.remote.id.length > 500) troubles.push('an endless id');
  return troubles;
}

/** The names on the prototypes that an answer could reach. */
function prototypeKeys(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).length)
    .join();
}

/** The five adapters with both operations, each as a name and a provider. */
export const subjects = providers.flatMap((provider) =>
  operations.map((operation) => [provider.id, operation, provider] as const),
);
