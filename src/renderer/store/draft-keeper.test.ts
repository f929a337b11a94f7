import { expect, test } from 'vitest';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { KeptDraft } from '../../shared/kept-draft.ts';
import { createDraftKeeper, type DraftCore } from './draft-keeper.ts';

/** A window with a storage of its own, and what its composer shows. */
function createWindow(storage = new Map<string, string>(), clock = { now: 1000 }) {
  let screen: Omit<KeptDraft, 'changedAt'> = { draft: { prompt: '' }, remembered: {}, values: {} };
  const troubles: Failure[] = [];
  const keeper = createDraftKeeper({
    current: () => screen,
    show: (kept) => {
      screen = kept ?? { draft: { prompt: '' }, remembered: {}, values: {} };
    },
    storage: () => ({
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
    }),
    trouble: (told) => troubles.push(told),
    now: () => clock.now,
    settleMs: 5,
  });
  return {
    ...keeper,
    troubles,
    prompt: () => screen.draft.prompt,
    write(prompt: string) {
      screen = { ...screen, draft: { ...screen.draft, prompt } };
      keeper.changed();
    },
  };
}

/** A core that remembers, as `draft-file.ts` does. */
function createCore(kept?: KeptDraft) {
  const core = {
    kept,
    calls: 0,
    broken: undefined as Failure | undefined,
    read: async () => core.kept ?? null,
    keep: async (next: KeptDraft) => {
      core.calls += 1;
      if (core.broken !== undefined) throw new FailureError(core.broken);
      core.kept = next;
    },
  };
  return core satisfies DraftCore;
}

function draftOf(prompt: string, changedAt: number): KeptDraft {
  return { changedAt, draft: { prompt }, remembered: {}, values: {} };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

test('many letters become few writes, and the last one is the one that is kept', async () => {
  const window = createWindow();
  const core = createCore();
  await window.takeUp(core, '/a');
  for (const prompt of ['A', 'A ', 'A f', 'A fox']) window.write(prompt);
  await settled();
  expect([core.calls, core.kept?.draft.prompt]).toEqual([1, 'A fox']);
});

test('after a crash the page has the last letter, though the core never heard of it', async () => {
  const storage = new Map<string, string>();
  const before = createWindow(storage);
  await before.takeUp(createCore(), '/a');
  before.write('Not yet sent');
  const core = createCore(draftOf('older', 10));
  const after = createWindow(storage);
  await after.takeUp(core, '/a');
  expect(after.prompt()).toBe('Not yet sent');
  await settled();
  expect(core.kept?.draft.prompt).toBe('Not yet sent');
});

test('at another address, where the storage is another one, the core has it', async () => {
  const window = createWindow();
  await window.takeUp(createCore(draftOf('From last time', 10)), '/a');
  expect(window.prompt()).toBe('From last time');
});

test('what another window wrote later goes before what this storage has', async () => {
  const storage = new Map<string, string>();
  const first = createWindow(storage, { now: 1000 });
  await first.takeUp(createCore(), '/a');
  first.write('Mine');
  const second = createWindow(storage);
  await second.takeUp(createCore(draftOf('Theirs, later', 5000)), '/a');
  expect(second.prompt()).toBe('Theirs, later');
});

test('each library has its own: going to the demo and back brings both back', async () => {
  const window = createWindow();
  const [real, demo] = [createCore(), createCore()];
  await window.takeUp(real, '/data');
  window.write('The real one');
  await window.flush();
  await window.takeUp(demo, '/data/demo');
  expect(window.prompt()).toBe('');
  window.write('Just trying');
  await window.flush();
  await window.takeUp(real, '/data');
  expect(window.prompt()).toBe('The real one');
  expect([real.kept?.draft.prompt, demo.kept?.draft.prompt]).toEqual(['The real one', 'Just trying']);
});

test('after a break of the link what is on screen stays, and the new link gets what the old one missed', async () => {
  const window = createWindow();
  const core = createCore();
  await window.takeUp(core, '/a');
  core.broken = failure('network', 'No link.');
  window.write('Written while away');
  await window.flush();
  core.broken = undefined;
  await window.takeUp(core, '/a');
  await settled();
  expect([window.prompt(), core.kept?.draft.prompt, window.troubles]).toEqual([
    'Written while away',
    'Written while away',
    [],
  ]);
});

test('a full disk is told once, and the next word tries again', async () => {
  const window = createWindow();
  const core = createCore();
  await window.takeUp(core, '/a');
  core.broken = failure('disk', 'No room.');
  for (const prompt of ['A', 'A fox']) {
    window.write(prompt);
    await window.flush();
  }
  expect(window.troubles.map(({ kind }) => kind)).toEqual(['disk']);
  core.broken = undefined;
  window.write('A fox runs');
  await window.flush();
  expect(core.kept?.draft.prompt).toBe('A fox runs');
});

test('a clock that was set back does not make new words old', async () => {
  const clock = { now: 9000 };
  const window = createWindow(new Map(), clock);
  const core = createCore();
  await window.takeUp(core, '/a');
  window.write('Before');
  await window.flush();
  const before = core.kept?.changedAt ?? 0;
  clock.now = 1000;
  window.write('After');
  await window.flush();
  expect(core.kept?.changedAt).toBeGreaterThan(before);
});

test('a draft that cannot be read is told of and keeps nothing shut', async () => {
  const window = createWindow();
  const core = createCore();
  core.read = () => Promise.reject(new FailureError(failure('disk', 'Unreadable.')));
  await window.takeUp(core, '/a');
  expect([window.prompt(), window.troubles.length]).toEqual(['', 1]);
  window.write('Goes on');
  await window.flush();
  expect(core.kept?.draft.prompt).toBe('Goes on');
});
