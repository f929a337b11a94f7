import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runRetryAfter } from './retry-after-cases.ts';
import { runJitter } from './retry-after-jitter.ts';
import { reliabilitySeed } from './tier.ts';

describe('a wait that a provider asks for', () => {
  it('is kept: never earlier, hardly later', async () => {
    expectSound('retry-after', await runRetryAfter(600, reliabilitySeed()), 600);
  });

  it('10,000 clients that fail together do not come back together', () => {
    expectSound('jitter', runJitter(10_000, reliabilitySeed()), 10_000);
  });
});
