import { describe, it } from 'vitest';
import { runBadLinks, runGoodLinks } from './addresses-run.ts';
import { expectSound } from './answers-findings.ts';
import { reliabilitySeed } from './tier.ts';

describe('result links', () => {
  it('1000 bad ones lead to no connection at all', async () => {
    expectSound('bad-links', await runBadLinks(1000, reliabilitySeed()), 1000);
  });

  it('200 good ones are let through', () => {
    expectSound('good-links', runGoodLinks(200, reliabilitySeed()), 200);
  });
});
