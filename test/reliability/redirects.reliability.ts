import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runRedirects } from './redirects-run.ts';
import { reliabilitySeed } from './tier.ts';

describe('redirects', () => {
  it('300 chains to other hosts carry no key and are not followed by a call', async () => {
    expectSound('redirects', await runRedirects(300, reliabilitySeed()), 300);
  });
});
