import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { addFaults } from './faults.ts';
import { evidence } from './evidence.ts';
import { byPrompt, checkBilling } from './money-check.ts';
import { runNaiveClient } from './naive-client.ts';
import { createDice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';
import { reliabilitySeed } from './tier.ts';

it('finds the double bills of a client that sends again and begins anew', { timeout: 60_000 }, async () => {
  const seed = reliabilitySeed();
  const dice = createDice(seed);
  const clipsFolder = mkdtempSync(join(tmpdir(), 'conch-naive-'));
  const providers = ['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita'];
  await writeSmallClips(clipsFolder, providers, { dice, sizeBytes: 2000 });
  const simulator = await startSimulator({ clipsFolder, speed: 400, seed });
  try {
    addFaults(simulator, { silentToo: false });
    const prompts = Array.from({ length: 200 }, () => `clip ${dice.uuid()}`);
    await runNaiveClient(simulator.origins.novita, { prompts, crashes: 20, dice });

    const entries = simulator.ledger.entries();
    const { billedTwice, sentAgain } = checkBilling(entries);
    const facts = { intents: byPrompt(entries).size, sentAgain: sentAgain.length };
    evidence('kill-control', { seed, runs: prompts.length, failures: billedTwice.length, facts });
    expect(billedTwice.length).toBeGreaterThan(0);
    expect(sentAgain.length).toBeGreaterThanOrEqual(billedTwice.length);
  } finally {
    await simulator.stop();
    rmSync(clipsFolder, { recursive: true, force: true });
  }
});
