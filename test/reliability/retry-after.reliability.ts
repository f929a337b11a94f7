import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runRetryAfter } from './retry-after-cases.ts';
import { runJitter } from './retry-after-jitter.ts';
import { reliabilitySeed } from './tier.ts';

describe('a wait that a provider asks for', () => {
  it('is kept in 10,000 cases', async () => {
    expectSound('retry-after', await runRetryAfter(10_000, reliabilitySeed()), 10_000);
  });

  it('100,000 clients that fail together do not come back together', () => {
    expectSound('jitter', runJitter(100_000, reliabilitySeed()), 100_000);
  });
});
