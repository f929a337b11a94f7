import { describe, it } from 'vitest';
import { providers } from '../../src/main/providers/index.ts';
import { runAmbiguity } from './ambiguity-run.ts';
import { expectSound } from './answers-findings.ts';
import { reliabilitySeed } from './tier.ts';

describe('what became of the one paid request', () => {
  it.each(providers.map((provider) => [provider.id, provider] as const))(
    '%s: every verdict is right, and what is unknown is never sent again by itself',
    { timeout: 600_000 },
    async (id, provider) => {
      expectSound(`ambiguity-${id}`, await runAmbiguity(provider, 1, reliabilitySeed()), 120);
    },
  );
});
