import { z } from 'zod';
import { providerNames } from './vendor.ts';
import type { ProviderName } from './vendor.ts';

/**
 * Faults on demand. "Billed" says whether the job exists and costs money although the answer looks like trouble;
 * that is the difference that a client cannot see.
 */

export const faultKinds = {
  submit: [
    'wrong-key',
    'no-balance',
    'moderation',
    /** 429 without and with `Retry-After`. */
    'rate-limit',
    'rate-limit-wait',
    'error-500',
    'error-503',
    /** A gateway's HTML page with status 502. */
    'html',
    /** Accepted and billed; half of the JSON arrives, with a matching length. */
    'truncated',
    /** Accepted and billed; the connection is reset before a byte of the answer. */
    'reset-after-accept',
    /** The connection is closed before the body is read; not billed. */
    'close',
    /** Never answers; not billed, and billed. */
    'timeout',
    'timeout-after-accept',
    /** Accepted and billed; the answer is a 2xx without an id. */
    'no-id',
    /** Ace Data Cloud ignores `async` and answers with the finished clip. */
    'held-open',
  ],
  poll: [
    'wrong-key',
    'rate-limit',
    'rate-limit-wait',
    'error-500',
    'error-503',
    'html',
    'truncated',
    'close',
    'timeout',
    'unknown-word',
    /** Final verdicts: the job is over at once. */
    'failed',
    'error',
    'moderation',
    /** A success word without a link, once the clip is finished. */
    'no-url',
    /** As if the job did not exist yet. */
    'not-visible',
  ],
  account: ['wrong-key', 'rate-limit', 'error-500', 'html', 'timeout', 'close'],
  download: [
    /** 403; this very link stays dead, a fresh one works. */
    'expired',
    'not-found',
    /** 200 with a web page of 200 bytes in place of the clip. */
    'html',
    /** Ends cleanly after 60 %, without a length. */
    'short',
    /** Promises 1,000 bytes more than there are. */
    'wrong-length',
    /** Answers a range with the whole clip. */
    'no-range',
    /** 16 kB ten times a second. */
    'slow',
    /** The connection is reset after 40 %. */
    'reset',
  ],
} as const;

export type FaultStage = keyof typeof faultKinds;
export type FaultKind = (typeof faultKinds)[FaultStage][number];

export interface Fault {
  readonly kind: FaultKind;
  /** Seconds that `rate-limit-wait` asks for. */
  readonly retryAfterSeconds: number;
}

export const faultRuleSchema = z
  .strictObject({
    /** Absent: every provider. */
    provider: z.enum(providerNames).optional(),
    stage: z.enum(['submit', 'poll', 'account', 'download']),
    kind: z.string(),
    /** How often it strikes. Default: once; with a probability: without end. */
    times: z.number().int().positive().optional(),
    /** Chance per call, drawn from the simulator's seed. Default 1. */
    probability: z.number().min(0).max(1).optional(),
    /** Calls that pass untouched before it may strike. */
    skip: z.number().int().nonnegative().optional(),
    retryAfterSeconds: z.number().int().nonnegative().optional(),
  })
  .refine((rule) => (faultKinds[rule.stage] as readonly string[]).includes(rule.kind), {
    message: 'This stage has no such fault.',
  });
type FaultRule = z.infer<typeof faultRuleSchema>;

interface LiveRule {
  readonly rule: FaultRule;
  remaining: number;
  skip: number;
}

export interface Faults {
  /** Throws a ZodError on a rule that cannot work. */
  add(rule: FaultRule): void;
  clear(): void;
  list(): readonly FaultRule[];
  /** The first wanted fault that strikes this call, used up by it; the others are left alone. */
  take(provider: ProviderName, stage: FaultStage, wants: (kind: FaultKind) => boolean): Fault | undefined;
}

export function createFaults(random: () => number): Faults {
  let rules: LiveRule[] = [];

  function strikes(live: LiveRule): boolean {
    if (live.skip > 0) {
      live.skip -= 1;
      return false;
    }
    return live.rule.probability === undefined || random() < live.rule.probability;
  }

  function take(provider: ProviderName, stage: FaultStage, wants: (kind: FaultKind) => boolean): Fault | undefined {
    for (const live of rules) {
      const { rule } = live;
      if (rule.stage !== stage || (rule.provider !== undefined && rule.provider !== provider)) continue;
      if (!wants(rule.kind as FaultKind) || !strikes(live)) continue;
      live.remaining -= 1;
      if (live.remaining <= 0) rules = rules.filter((other) => other !== live);
      return { kind: rule.kind as FaultKind, retryAfterSeconds: rule.retryAfterSeconds ?? 2 };
    }
    return undefined;
  }

  return {
    add(rule) {
      const checked = faultRuleSchema.parse(rule);
      const remaining = checked.times ?? (checked.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
      rules.push({ rule: checked, remaining, skip: checked.skip ?? 0 });
    },
    clear() {
      rules = [];
    },
    list: () => rules.map(({ rule }) => rule),
    take,
  };
}
