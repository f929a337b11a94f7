import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '../../src/main/providers/index.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { casesFor, heldFor, stateAfter, type AmbiguityCase } from './ambiguity-cases.ts';
import { createJumpingClock, type JumpingClock } from './ambiguity-clock.ts';
import { startCore, type TestCore } from './ambiguity-core.ts';
import { openDesk, type Desk } from './ambiguity-desk.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { createDice, type Dice } from './seeded-dice.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How the time after the verdicts passes, a third of it after each restart: in small steps first, 100 days in all. */
const passing = [
  ...Array<number>(12).fill(5000),
  ...Array<number>(12).fill(minuteMs),
  ...Array<number>(12).fill(60 * minuteMs),
  ...Array<number>(9).fill(dayMs),
  ...Array<number>(3).fill(30 * dayMs),
];
const restarts = 3;

interface Sent {
  readonly id: string;
  readonly prompt: string;
  readonly title: string;
}

/**
 * The cases of one provider, one after the other through the whole core; then three restarts and a hundred days,
 * in which nothing that is unknown may be sent again.
 *
 * @param every plays each `every`th case only
 */
export async function runAmbiguity(provider: Provider, every: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'conch-ambiguity-'));
  const dataFolder = join(folder, 'data');
  const desk = await openDesk(provider);
  const clock = createJumpingClock();
  const note = (title: string, what: string): void => void findings.failures.push(`${provider.id}, ${title}: ${what}`);
  const core = await startCore(dataFolder, clock);
  const unknown: Sent[] = [];
  for (const [index, one] of casesFor(provider).entries()) {
    // Another part for each provider, so that the short tier meets every row somewhere.
    if (index % every !== (seed + 5 * providers.indexOf(provider)) % every) continue;
    const sent = { id: dice.uuid(), prompt: `A calm sea, ${index}`, title: `${one.row}, ${one.title}` };
    findings.runs += 1;
    for (const wrong of await play(core, clock, desk, one, sent)) note(sent.title, wrong);
    if (one.row === 'unknown') unknown.push(sent);
  }

  const crashed = await hang(core, clock, desk, { id: dice.uuid(), prompt: 'A crash', title: 'crash' });
  const copy = join(folder, 'after-the-crash');
  // The folder as it lies on the disk while the request is on its way: what a power cut leaves.
  cpSync(dataFolder, copy, { recursive: true });
  for (const wrong of await afterCrash(copy, desk, crashed)) note('crash', wrong);
  const cut = await hang(core, clock, desk, { id: dice.uuid(), prompt: 'An end', title: 'cut off at the end' });
  findings.runs += 2;
  await stop(core, clock);

  unknown.push(crashed, cut);
  for (let restart = 0; restart < restarts; restart += 1) {
    const again = await startCore(dataFolder, clock);
    for (const step of passing.filter((_, index) => index % restarts === restart)) await clock.jump(step);
    await pester(again, clock, desk, unknown, dice);
    for (const { id, title } of unknown) {
      const state = again.job(id)?.progress.state;
      if (state !== 'unknown') note(title, `is ${state} after restart ${restart + 1}`);
    }
    await stop(again, clock);
  }
  for (const { prompt, title } of unknown) {
    if (desk.posts(prompt) !== 1) note(title, `${desk.posts(prompt)} requests after all that time`);
  }
  findings.facts['unknown'] = unknown.length;
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
  return findings;
}

/** Sends one request and looks what became of it. */
async function play(
  core: TestCore,
  clock: JumpingClock,
  desk: Desk,
  one: AmbiguityCase,
  sent: Sent,
): Promise<string[]> {
  const { id, prompt } = sent;
  await send(core, desk, { ...sent, answer: one.answer, origin: desk.originFor(one) });
  await until(core, clock, id, (state, attempts) => state !== 'submitting' && (state !== 'queued' || attempts > 0));
  const wrong: string[] = [];
  const progress = core.job(id)?.progress;
  const failure =
    progress === undefined
      ? undefined
      : 'failure' in progress
        ? progress.failure
        : 'lastFailure' in progress
          ? progress.lastFailure
          : undefined;
  const isHeld = one.row === 'rejected' && heldFor.has(failure?.kind);
  const wanted = isHeld ? 'queued' : stateAfter[one.row];
  if (progress?.state !== wanted) wrong.push(`is ${progress?.state}, not ${wanted}`);
  const charged = wanted === 'unknown' ? 'unknown' : wanted === 'waiting' ? undefined : 'no';
  if (failure?.charged !== charged) wrong.push(`says ${failure?.charged} of the charge`);
  const wantedPosts = one.row === 'not sent' ? 0 : 1;
  if (desk.posts(prompt) !== wantedPosts) wrong.push(`${desk.posts(prompt)} requests arrived`);
  if (progress?.state === 'queued' || progress?.state === 'waiting') await core.handlers['job.cancel']({ id });
  return wrong;
}

async function send(
  core: TestCore,
  desk: Desk,
  what: Sent & { answer: AmbiguityCase['answer']; origin: string },
): Promise<void> {
  desk.expect(what.prompt, what.answer);
  const settings = { baseUrl: what.origin, concurrentClips: 50 };
  await core.handlers['settings.update']({ providers: { [desk.provider.id]: settings } });
  await core.handlers['job.create']({ intentId: what.id, request: desk.request(what.prompt) });
}

/** Sends a request that the server takes and never answers. */
async function hang(core: TestCore, clock: JumpingClock, desk: Desk, sent: Sent): Promise<Sent> {
  const silence = { title: '', row: 'unknown', answer: { delayMs: 10 * minuteMs } } as const;
  await send(core, desk, { ...sent, answer: silence.answer, origin: desk.originFor(silence) });
  await until(core, clock, sent.id, (state) => state === 'submitting' && desk.posts(sent.prompt) === 1);
  return sent;
}

async function afterCrash(copy: string, desk: Desk, { id, prompt }: Sent): Promise<string[]> {
  const clock = createJumpingClock();
  const core = await startCore(copy, clock);
  for (const step of passing) await clock.jump(step);
  const state = core.job(id)?.progress.state;
  await stop(core, clock);
  const wrong = state === 'unknown' ? [] : [`is ${state} after it`];
  return desk.posts(prompt) === 1 ? wrong : [...wrong, `${desk.posts(prompt)} requests`];
}

/** Everything that happens to such a clip without anybody deciding: the same click again, wakes, changed settings. */
async function pester(
  core: TestCore,
  clock: JumpingClock,
  desk: Desk,
  unknown: readonly Sent[],
  dice: Dice,
): Promise<void> {
  for (const { id, prompt } of unknown) {
    await core.handlers['job.create']({ intentId: id, request: desk.request(prompt) });
    try {
      await core.handlers['job.retry']({ id, intentId: dice.uuid(), mayCostTwice: false });
    } catch (thrown) {
      if (!(thrown instanceof FailureError)) throw thrown;
    }
  }
  await core.handlers['settings.update']({ providers: { [desk.provider.id]: { concurrentClips: 49 } } });
  await clock.jump(5000);
}

/** Longest real time for one request, in milliseconds. */
const patienceMs = 10_000;

async function until(
  core: TestCore,
  clock: JumpingClock,
  id: string,
  isThere: (state: string, attempts: number) => boolean,
): Promise<void> {
  const latest = performance.now() + patienceMs;
  for (;;) {
    const progress = core.job(id)?.progress;
    const attempts = progress !== undefined && 'attempts' in progress ? progress.attempts : 0;
    if (isThere(progress?.state ?? '', attempts)) return;
    if (performance.now() > latest) throw new Error(`a job stays ${progress?.state}`);
    // Only a job that has not left waits for time to pass: for its turn, or for the provider to be asked again at all.
    await clock.jump(progress?.state === 'queued' ? 5000 : 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The end waits for requests on their way, by the same clock. */
async function stop(core: TestCore, clock: JumpingClock): Promise<void> {
  const pushing = setInterval(() => void clock.jump(1000), 5);
  await core.stop();
  clearInterval(pushing);
}
