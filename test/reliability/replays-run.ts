import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '../../src/main/providers/index.ts';
import { environmentFor, startSimulator, type Simulator } from '../../src/main/simulator/index.ts';
import { createMemoryLinks } from '../../src/shared/memory-link.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import { connect, serve, type Client } from '../../src/shared/rpc.ts';
import { startCore, type TestCore } from './ambiguity-core.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { createHastyClock } from './replays-clock.ts';
import { badLine, type LineTally } from './replays-link.ts';
import { createDice, type Dice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';

const haste = 60;
/** Simulated seconds in a real one: a clip takes some tens of milliseconds. */
const simulatorSpeed = 3000;
/** Intents on their way at once, and how many go by before a window is closed and opened again. */
const wave = 25;
const windowLife = 100;

interface Intent {
  readonly id: string;
  readonly request: GenerationRequest;
}

/** Every intent is fired several times at once from two windows over bad lines; each may reach a provider once. */
export async function runReplays(count: number, seed: number, patienceMs: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'conch-replays-'));
  await writeSmallClips(
    folder,
    providers.map(({ id }) => id),
    { dice, sizeBytes: 6000 },
  );
  const simulator = await startSimulator({ clipsFolder: folder, speed: simulatorSpeed, seed });
  const environment = { ...environmentFor(simulator.origins), CONCH_POLL_MS: '1000' };
  const core = await startCore(join(folder, 'data'), createHastyClock(haste), environment);
  const everywhere = Object.fromEntries(providers.map(({ id }) => [id, { concurrentClips: 50 }]));
  await core.handlers['settings.update']({ providers: everywhere });

  const tally: LineTally = { lostAnswers: 0, repeatedCalls: 0 };
  const open = (): Client => openWindow(core, dice, tally);
  let windows: [Client, Client] = [open(), open()];
  const intents: Intent[] = [];
  let fired = 0;
  for (let index = 0; index < count; index += 1) {
    const intent = { id: dice.uuid(), request: requestFor(index) };
    intents.push(intent);
    fired += fire(intent, windows, dice);
    if (index % wave === wave - 1) await new Promise((resolve) => setTimeout(resolve, 20));
    if (index % windowLife === windowLife - 1) {
      windows[0].close();
      windows = [windows[1], open()];
      // A window that comes back says again what it is not sure of.
      for (const recent of intents.slice(-wave)) fired += fire(recent, windows, dice);
    }
  }
  await settled(core, simulator, count, patienceMs);
  // Afterwards the clicks come once more, in the middle of nothing and after the end.
  for (const intent of intents) fired += fire(intent, windows, dice);
  await new Promise((resolve) => setTimeout(resolve, 500));

  findings.runs = count;
  judge(findings, core, simulator, intents);
  Object.assign(findings.facts, { fired, ...tally });
  for (const window of windows) window.close();
  await core.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
  return findings;
}

function openWindow(core: TestCore, dice: Dice, tally: LineTally): Client {
  const [window, inCore] = createMemoryLinks();
  serve(badLine(inCore, dice, tally), core.app);
  return connect(window);
}

/** Two to ten clicks at the same moment. Their answers may never come; what counts is what is sent on. */
function fire({ id, request }: Intent, windows: readonly [Client, Client], dice: Dice): number {
  const times = dice.between(2, 10);
  for (let click = 0; click < times; click += 1) {
    // The end of the window rejects what is still waiting.
    dice
      .pick(windows)
      .call('job.create', { intentId: id, request })
      .catch(() => {});
  }
  return times;
}

async function settled(core: TestCore, simulator: Simulator, count: number, patienceMs: number): Promise<void> {
  const latest = performance.now() + patienceMs;
  const isOver = (): boolean =>
    simulator.ledger.entries().length >= count &&
    core.jobs().filter(({ progress }) => progress.state === 'done').length >= count;
  while (!isOver() && performance.now() < latest) await new Promise((resolve) => setTimeout(resolve, 50));
}

function judge(findings: Findings, core: TestCore, simulator: Simulator, intents: readonly Intent[]): void {
  const { failures } = findings;
  const entries = simulator.ledger.entries();
  const prompts = entries.map(({ body }) => String((body as { prompt?: unknown }).prompt));
  const twice = prompts.filter((prompt, index) => prompts.indexOf(prompt) !== index);
  if (entries.length !== intents.length)
    failures.push(`${entries.length} ledger entries for ${intents.length} intents`);
  if (twice.length > 0) failures.push(`sent more than once: ${twice.slice(0, 5).join('; ')}`);
  const missing = intents.filter(({ request }) => !prompts.includes(request.prompt));
  if (missing.length > 0) failures.push(`${missing.length} intents never reached a provider`);
  const jobs = core.jobs();
  if (jobs.length !== intents.length) failures.push(`${jobs.length} jobs for ${intents.length} intents`);
  const open = jobs.filter(({ progress }) => progress.state !== 'done');
  if (open.length > 0)
    failures.push(`${open.length} clips are not done, e.g. ${JSON.stringify(open[0]?.progress).slice(0, 300)}`);
  findings.facts['ledgerEntries'] = entries.length;
}

function requestFor(index: number): GenerationRequest {
  const provider = providers[index % providers.length];
  if (provider === undefined) throw new Error('there is no provider');
  return { providerId: provider.id, modelId: provider.models[0].id, prompt: `A calm sea, number ${index}` };
}
