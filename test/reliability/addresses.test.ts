import { describe, it } from 'vitest';
import { runBadLinks, runGoodLinks } from './addresses-run.ts';
import { expectSound } from './answers-findings.ts';
import { reliabilitySeed } from './tier.ts';

describe('result links', () => {
  it('200 bad ones lead to no connection at all', async () => {
    expectSound('bad-links', await runBadLinks(200, reliabilitySeed()), 200);
  });

  it('50 good ones are let through', () => {
    expectSound('good-links', runGoodLinks(50, reliabilitySeed()), 50);
  });
});
