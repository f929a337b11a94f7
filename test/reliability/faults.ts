import type { Simulator } from '../../src/main/simulator/index.ts';

/** About one call in ten goes wrong, in every way that the simulator knows; the shares are per call. */
const shares = {
  submit: {
    'rate-limit': 0.01,
    'rate-limit-wait': 0.01,
    'error-500': 0.01,
    'error-503': 0.01,
    html: 0.01,
    truncated: 0.01,
    'reset-after-accept': 0.015,
    close: 0.01,
    'no-id': 0.005,
    timeout: 0.005,
    'timeout-after-accept': 0.005,
  },
  poll: {
    'rate-limit': 0.015,
    'error-500': 0.02,
    'error-503': 0.01,
    html: 0.01,
    truncated: 0.01,
    close: 0.01,
    'unknown-word': 0.01,
    'not-visible': 0.01,
    timeout: 0.005,
  },
  download: {
    expired: 0.015,
    'not-found': 0.005,
    html: 0.005,
    short: 0.015,
    'wrong-length': 0.01,
    'no-range': 0.01,
    slow: 0.02,
    reset: 0.02,
  },
} as const;

/** Faults that are never answered: the client's own patience is what ends them, a minute or more later. */
const silent = new Set(['timeout', 'timeout-after-accept']);

/** Lays the faults on all five providers, in place of those that were there. */
export function addFaults({ faults }: Simulator, { silentToo }: { silentToo: boolean }): void {
  faults.clear();
  for (const [stage, kinds] of Object.entries(shares)) {
    for (const [kind, probability] of Object.entries(kinds)) {
      if (silent.has(kind) && !silentToo) continue;
      faults.add({ stage: stage as keyof typeof shares, kind, probability, retryAfterSeconds: 1 });
    }
  }
}
