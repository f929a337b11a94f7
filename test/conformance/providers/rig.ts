import { expect } from 'vitest';
import { createProviderHttp } from '../../../src/main/providers/create-http.ts';
import type {
  BalanceOutcome,
  KeyTestOutcome,
  PollOutcome,
  Provider,
  ResolvedRequest,
  SubmitOutcome,
} from '../../../src/main/providers/provider.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import type { Remote } from '../../../src/shared/job.ts';
import {
  startScriptedServer,
  type ReceivedRequest,
  type ScriptedAnswer,
  type ScriptedServer,
} from '../../support/scripted-server.ts';
import { fill, readFixtures, type DocumentedAnswer, type DocumentedCall, type ProviderFixtures } from './fixtures.ts';
import { balanceOutcomeSchema, keyTestOutcomeSchema, pollOutcomeSchema, submitOutcomeSchema } from './outcomes.ts';

/** The moment at which every submit of the suites happens: 2026-11-21, 12:00 UTC. */
export const sentAt = 1_795_262_400_000;

type Answer = ScriptedAnswer | ((request: ReceivedRequest) => ScriptedAnswer);

export interface Look {
  readonly remote?: Remote;
  /** Time since the provider took the job. */
  readonly ageMs?: number;
}

/** One adapter, black box, in front of a real HTTP server that says what the test wants. */
export interface Rig {
  readonly provider: Provider;
  readonly fixtures: ProviderFixtures;
  readonly server: ScriptedServer;
  readonly key: string;
  /** Sends the request once; the answers are given in order, the last one to all that follows. */
  submit(answer: Answer | [Answer, ...Answer[]], options?: SubmitOptions): Promise<SubmitOutcome>;
  poll(answer: Answer | [Answer, ...Answer[]], look?: Look): Promise<PollOutcome>;
  testKey(answer: Answer): Promise<KeyTestOutcome>;
  /** Undefined where the provider has no call for it. */
  readBalance(answer: Answer): Promise<BalanceOutcome | undefined>;
  /** The handle on a job that was taken with the documented answer. */
  takenJob(): Promise<Remote>;
  /** A documented value with the sample id, and whatever else is named, filled in. */
  filled(value: unknown, marks?: Record<string, string>): unknown;
  /** A documented answer as the server gives it. */
  answer(documented: Pick<DocumentedAnswer, 'status' | 'headers' | 'body'>): ScriptedAnswer;
  stop(): Promise<void>;
}

interface SubmitOptions {
  readonly request?: Partial<ResolvedRequest>;
  /** In place of the server's own. */
  readonly origin?: string;
  readonly signal?: AbortSignal;
}

export const never = new AbortController().signal;

export async function startRig(provider: Provider): Promise<Rig> {
  const fixtures = readFixtures(provider.id);
  const server = await startScriptedServer();
  // Letters that look different in base64 and in a URL.
  const key = `canary/${provider.id}+Zq9=7fA3kR5w`;
  const id = fixtures.requests.jobId;

  function tools(at: { origin?: string | undefined; fresh: boolean; now: number; signal?: AbortSignal | undefined }) {
    const signal = at.signal ?? never;
    const http = createProviderHttp({
      origin: at.origin ?? server.origin,
      keyHeaders: provider.authorize(key),
      secrets: [key],
      signal,
      fresh: at.fresh,
      clock: { now: () => at.now },
    });
    return { http, signal, now: at.now };
  }

  const rig: Rig = {
    provider,
    fixtures,
    server,
    key,
    async submit(answer, { request, origin, signal } = {}) {
      server.script(...inOrder(answer));
      const outcome = await provider.submit(
        { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea', ...request },
        tools({ origin, fresh: true, now: sentAt, signal }),
      );
      expect(submitOutcomeSchema.safeParse(outcome).error).toBeUndefined();
      return outcome;
    },
    async poll(answer, { remote, ageMs = 200_000 } = {}) {
      const of = remote ?? (await rig.takenJob());
      server.script(...inOrder(answer));
      const now = sentAt + ageMs;
      const outcome = await provider.poll(of, { ...tools({ fresh: false, now }), acceptedAt: sentAt });
      expect(pollOutcomeSchema.safeParse(outcome).error).toBeUndefined();
      return outcome;
    },
    async testKey(answer) {
      if (!provider.keyTest.free) throw new Error(`${provider.id} has no free key test`);
      server.script(answer);
      const outcome = await provider.keyTest.run(tools({ fresh: false, now: sentAt }));
      expect(keyTestOutcomeSchema.safeParse(outcome).error).toBeUndefined();
      return outcome;
    },
    async readBalance(answer) {
      server.script(answer);
      const outcome = await provider.balance?.read(tools({ fresh: false, now: sentAt }));
      if (outcome !== undefined) expect(balanceOutcomeSchema.safeParse(outcome).error).toBeUndefined();
      return outcome;
    },
    async takenJob() {
      const documented = fixtures.answers.submit[0];
      if (documented === undefined) throw new Error(`${provider.id} has no documented answer to a submit`);
      const outcome = await rig.submit(rig.answer(documented));
      return acceptedRemote(outcome);
    },
    filled: (value, marks) => fill(value, { id, ...marks }),
    answer: ({ status, headers, body }) => ({ status, headers, json: rig.filled(body) }),
    stop: async () => server.stop(),
  };
  return rig;
}

function inOrder(answer: Answer | [Answer, ...Answer[]]): [Answer, ...Answer[]] {
  return Array.isArray(answer) ? answer : [answer];
}

/** The handle of an accepted job, after a trip through JSON as the store makes it. */
export function acceptedRemote(outcome: SubmitOutcome): Remote {
  expect(outcome).toMatchObject({ outcome: 'accepted' });
  if (outcome.outcome !== 'accepted') throw new Error('not accepted');
  const stored = JSON.parse(JSON.stringify(outcome.remote)) as Remote;
  expect(stored).toEqual(outcome.remote);
  return stored;
}

/** The failure of any outcome but a good one. */
export function failureOf(outcome: SubmitOutcome | PollOutcome | KeyTestOutcome): Failure {
  if ('failure' in outcome) return outcome.failure;
  throw new Error(`there is no failure in ${JSON.stringify(outcome)}`);
}

/** Looks again and again with the same answer, as the engine does, and keeps the handle up to date. */
export async function lookTimes(
  rig: Rig,
  answer: Answer,
  times: number,
  look: Look = {},
): Promise<{ outcomes: PollOutcome[]; remote: Remote }> {
  let remote = look.remote ?? (await rig.takenJob());
  const outcomes: PollOutcome[] = [];
  for (let index = 0; index < times; index += 1) {
    const outcome = await rig.poll(answer, { ...look, remote });
    outcomes.push(outcome);
    if ('remote' in outcome && outcome.remote !== undefined)
      remote = JSON.parse(JSON.stringify(outcome.remote)) as Remote;
  }
  return { outcomes, remote };
}

/** What a client of HTTP adds by itself; none of it says anything to the vendor. */
const transportHeaders = [
  'host',
  'connection',
  'content-length',
  'accept',
  'accept-encoding',
  'accept-language',
  'user-agent',
];

/** Exactly the documented call: nothing missing, nothing added, and the key in its header only. */
export function expectCall(rig: Rig, received: ReceivedRequest | undefined, call: DocumentedCall, id?: string): void {
  const { keyHeader } = rig.fixtures.requests;
  const encoded = encodeURIComponent(id ?? rig.fixtures.requests.jobId);
  expect(received).toMatchObject({ method: call.method, target: fill(call.target, { id: encoded }) });
  if (received === undefined) return;
  const { headers, body } = received;
  expect(headers).toMatchObject(call.headers);
  const documented = new Set([...Object.keys(call.headers), keyHeader.name, 'content-type', ...transportHeaders]);
  expect(Object.keys(headers).filter((name) => !documented.has(name))).toEqual([]);
  if (call.body === undefined) {
    expect(body.toString()).toBe('');
  } else {
    expect(headers['content-type']).toMatch(/^application\/json\b/);
    expect(JSON.parse(body.toString())).toEqual(fill(call.body, { id: id ?? rig.fixtures.requests.jobId }));
  }
  expectKeyInItsHeaderOnly(rig, received);
}

export function expectKeyInItsHeaderOnly(rig: Rig, received: ReceivedRequest): void {
  const { keyHeader } = rig.fixtures.requests;
  const { [keyHeader.name]: carrier, ...others } = received.headers;
  expect(carrier).toBe(fill(keyHeader.value, { key: rig.key }));
  const elsewhere = `${JSON.stringify(others)} ${received.target} ${received.body.toString()}`;
  for (const form of formsOf(rig.key)) expect(elsewhere).not.toContain(form);
}

/** The ways in which a server may repeat a key: as it is, escaped for JSON or for a URL, in base64 and in hex. */
export function formsOf(key: string): string[] {
  const encoded = encodeURIComponent(key);
  const base64 = Buffer.from(key).toString('base64');
  return [
    key,
    key.replaceAll('/', '\\/'),
    encoded,
    encoded.replace(/%../g, (code) => code.toLowerCase()),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(key).toString('base64url'),
    Buffer.from(key).toString('hex'),
  ];
}
