import { poll, submit, type StepTools } from '../../src/main/jobs/steps.ts';
import { providers } from '../../src/main/providers/index.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import type { Job, JobIn } from '../../src/shared/job.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { createCannedWire, httpOver, type CannedWire } from './answers-wire.ts';
import { createDice, type Dice } from './seeded-dice.ts';

/** 2026-11-21, 12:00:00 UTC. */
const now = 1_795_262_400_000;
const hourMs = 3_600_000;
/** Longest wait of our own choosing, in milliseconds, where nothing usable is asked for. */
const ownLongestMs = 60_000;
/** A refused key waits for a person this long, in milliseconds. */
const keyWaitMs = 5 * 60_000;
/** Nothing is asked again sooner than this, in milliseconds. */
const shortestMs = 100;

interface Plea {
  readonly values: readonly string[];
  /** Milliseconds that the provider asked for, with the cap of an hour; undefined where nothing can be read. */
  readonly asked: number | undefined;
}

const garbage = [
  '',
  '  ',
  '-1',
  '-30',
  '1.5',
  '1e3',
  '0x10',
  'NaN',
  'Infinity',
  'soon',
  '30s',
  '５',
  '12 apples',
  'Someday, 99 Foo 2026 00:00:00 GMT',
  '2026-11-21T12:00:30Z',
  '9'.repeat(200),
  '\u0000',
] as const;

const kinds = 9;

/** One plea after the other, each kind in turn; the oracle is written here and shares nothing with the product. */
function pleaFor(index: number, dice: Dice): Plea {
  switch (index % kinds) {
    case 0: {
      const seconds = dice.between(0, 120);
      return { values: [String(seconds)], asked: seconds * 1000 };
    }
    case 1: {
      const seconds = dice.between(0, 7200);
      return { values: [String(seconds)], asked: Math.min(seconds * 1000, hourMs) };
    }
    case 2: {
      const ahead = dice.between(1, 3000);
      return { values: [new Date(now + ahead * 1000).toUTCString()], asked: ahead * 1000 };
    }
    case 3:
      return { values: [new Date(now - dice.between(0, 10_000_000) * 1000).toUTCString()], asked: 0 };
    case 4:
      return { values: [dice.pick(['0', '00', '000'])], asked: 0 };
    case 5:
      return { values: [dice.pick(['1000000000000', '999999999', '86400'])], asked: hourMs };
    case 6:
      return { values: [dice.pick(garbage)], asked: undefined };
    case 7: {
      // Said twice, and not the same: whoever keeps to the longer one keeps to both.
      const seconds = [dice.between(0, 120), dice.between(0, 120)];
      const spoilt = dice.roll() < 0.3 ? [dice.pick(garbage)] : [];
      return { values: [...seconds.map(String), ...spoilt], asked: Math.max(...seconds) * 1000 };
    }
    default:
      return { values: [], asked: undefined };
  }
}

const answers = [
  { status: 429, step: 'submit', ownMs: ownLongestMs },
  { status: 429, step: 'poll', ownMs: ownLongestMs },
  { status: 503, step: 'poll', ownMs: ownLongestMs },
  { status: 500, step: 'poll', ownMs: ownLongestMs },
  { status: 401, step: 'poll', ownMs: keyWaitMs },
  { status: 403, step: 'poll', ownMs: keyWaitMs },
] as const;

/** Each plea in an answer of a provider, read by its adapter and turned into a time by the engine's own step. */
export async function runRetryAfter(count: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  const wire = createCannedWire();
  for (let index = 0; index < count; index += 1) {
    const plea = pleaFor(index, dice);
    const provider = providers[index % providers.length];
    const answer = answers[Math.floor(index / kinds) % answers.length];
    if (provider === undefined || answer === undefined) continue;
    wire.next = {
      status: answer.status,
      headers: plea.values.map((value) => ['retry-after', value]),
      body: Buffer.from('{"error":{"code":"busy","message":"not now"},"message":"not now"}'),
    };
    const waitMs = (await dueAfter(answer.step, provider, wire, dice)) - now;
    findings.runs += 1;
    const floorMs = Math.max(shortestMs, plea.asked ?? 0);
    const ceilingMs =
      plea.asked === undefined
        ? answer.ownMs
        : Math.max(plea.asked * 1.1 + 1000, answer.ownMs === keyWaitMs ? keyWaitMs : 0);
    if (!(waitMs >= floorMs && waitMs <= ceilingMs)) {
      findings.failures.push(
        `${provider.id}, ${answer.step} ${answer.status}, ${JSON.stringify(plea.values)}: waits ${waitMs} ms, wanted ${floorMs} to ${ceilingMs}`,
      );
    }
  }
  return findings;
}

async function dueAfter(step: 'submit' | 'poll', provider: Provider, wire: CannedWire, dice: Dice): Promise<number> {
  const tools = toolsFor(provider, wire, dice);
  const signal = new AbortController().signal;
  const intent = {
    sentAt: now,
    origin: 'https://provider.example',
    keyFingerprint: '0011aabb',
    requestHash: 'f'.repeat(64),
  };
  const troubles = dice.between(0, 12);
  if (step === 'poll') {
    const event = await poll(waitingJob(provider, intent, troubles), tools, signal);
    if (event.type !== 'poll-deferred') throw new Error(`a look brought ${event.type}`);
    return event.dueAt;
  }
  const ready = { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea' };
  const [event] = await submit(
    { jobId: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f', ready, intent, attempts: troubles },
    tools,
    signal,
  );
  if (event?.type !== 'submit-deferred') throw new Error(`a submit brought ${event?.type}`);
  return event.dueAt;
}

function waitingJob(
  provider: Provider,
  intent: JobIn<'waiting'>['progress']['intent'],
  troubles: number,
): JobIn<'waiting'> {
  const progress = {
    state: 'waiting' as const,
    intent,
    remote: { id: 'task-1' },
    acceptedAt: now - 200_000,
    phase: 'running' as const,
    dueAt: now,
    troubles,
    refreshing: false,
  };
  const job: Job = {
    id: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f',
    sequence: 1,
    createdAt: now,
    updatedAt: now,
    request: { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea' },
    progress,
  };
  return { ...job, progress };
}

function toolsFor(provider: Provider, wire: CannedWire, dice: Dice): StepTools {
  const unused = (): never => {
    throw new Error('this step needs no such tool');
  };
  return {
    provider,
    key: 'a-key',
    origin: 'https://provider.example',
    keyFingerprint: '0011aabb',
    estimate: () => undefined,
    http: () => httpOver(wire, provider, () => now),
    imageHost: { state: 'absent', upload: unused, troubles: unused },
    keptPicture: unused,
    pictureDataUrl: unused,
    download: unused,
    adopt: unused,
    now: () => now,
    dice: () => dice.roll(),
    pollOverrideMs: undefined,
  };
}
