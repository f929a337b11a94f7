import { beforeEach, expect, test } from 'vitest';
import { clipsPerPage, type ClipPage } from '../../shared/clip-query.ts';
import type { Announcement } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import type { Client } from '../../shared/rpc.ts';
import { sampleJob, sampleProgress, sampleSession } from '../samples.ts';
import { listen } from './events.ts';
import { opened } from './mirror.ts';
import { readList, readMore, setOnScreen } from './opening.ts';
import { emptySession, useSession } from './session.ts';

const counts = { all: 2, running: 1, attention: 0, failed: 0 };
const running = sampleJob(5, 'A quiet harbour', sampleProgress.running);
const older = sampleJob(4, 'Dunes', sampleProgress.done);

/** A core whose answers the test gives, one after the other, and which says things in between. */
function createCore() {
  const questions: { method: string; answer: (value: unknown) => void }[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const client = {
    call: (method: string) => new Promise((answer) => questions.push({ method, answer })),
    on: (event: string, listener: (payload: unknown) => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    onClose: () => undefined,
  } as unknown as Client;
  return {
    client,
    listening: () => listeners.get('job.changed')?.size ?? 0,
    async answer(method: string, value: unknown) {
      const at = questions.findIndex((one) => one.method === method);
      questions.splice(at, 1)[0]?.answer(value);
      await new Promise((resolve) => setTimeout(resolve));
    },
    say({ event, payload }: Announcement) {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}

let core: ReturnType<typeof createCore>;

beforeEach(() => {
  setOnScreen(0, 1);
  core = createCore();
  listen(core.client);
  useSession.setState({ ...emptySession, ...opened(emptySession, sampleSession([running, older])) }, true);
});

const pageOf = (jobs: Job[], change: Partial<ClipPage> = {}): ClipPage => ({
  jobs,
  total: jobs.length,
  offset: 0,
  revision: 1,
  ...change,
});

const changed = (job: Job): Announcement => ({ event: 'job.changed', payload: { job, counts } });

/** Reads the list, and lets the core say this between the answer with the clips and the one with their days. */
async function readWhile(say: () => void, page = pageOf([running, older])): Promise<void> {
  const reading = readList(core.client);
  await core.answer('clip.page', page);
  say();
  await core.answer('clip.days', { days: [{ startAt: new Date(1_000).setHours(0, 0, 0, 0), count: page.total }] });
  await reading;
}

const sequences = () => {
  const { order, jobs } = useSession.getState();
  return order.map((id) => jobs.get(id ?? '')?.sequence);
};

test('without news the answer is the list', async () => {
  await readWhile(() => undefined);
  expect(sequences()).toEqual([5, 4]);
  expect(useSession.getState()).toMatchObject({ isStale: false, days: [{ count: 2 }] });
});

test('a clip that ended while the list was on its way stays at its end', async () => {
  const done = { ...running, progress: sampleProgress.done };
  await readWhile(() => core.say(changed(done)));
  expect(useSession.getState().jobs.get(running.id)).toEqual(done);
  expect(useSession.getState().isStale).toBe(false);
});

test('so does one that the window did not know', async () => {
  useSession.setState({ jobs: new Map(), order: [] });
  const done = { ...running, progress: sampleProgress.done };
  await readWhile(() => core.say(changed(done)));
  expect(useSession.getState().jobs.get(running.id)).toEqual(done);
});

test('a clip that was made while the list was on its way stays in it, and the list is asked for anew', async () => {
  await readWhile(() => core.say(changed(sampleJob(6))));
  expect(sequences()).toEqual([6, 5, 4]);
  expect(useSession.getState()).toMatchObject({ isStale: true, newestSequence: 6, days: [{ count: 3 }] });
});

test('a clip that the answer has already is not listed twice', async () => {
  const made = sampleJob(6);
  await readWhile(
    () => core.say(changed({ ...made, progress: sampleProgress.running })),
    pageOf([made, running, older]),
  );
  expect(sequences()).toEqual([6, 5, 4]);
  expect(useSession.getState().jobs.get(made.id)?.progress.state).toBe('waiting');
});

test('a clip that went while the list was on its way does not come back', async () => {
  await readWhile(() => {
    core.say({ event: 'job.removed', payload: { id: older.id, counts } });
    core.say(changed({ ...running, keeping: { ...noKeeping(1), trashedAt: 5 } }));
  });
  expect(sequences()).toEqual([]);
  expect(useSession.getState().isStale).toBe(true);
});

test('what changed in many clips at once meanwhile is asked for anew', async () => {
  await readWhile(() => core.say({ event: 'clips.changed', payload: { counts } }));
  expect(useSession.getState().isStale).toBe(true);
});

test('pages of different moments are asked for anew', async () => {
  const total = 2 * clipsPerPage - 10;
  const jobs = Array.from({ length: total }, (_, at) => sampleJob(total - at));
  setOnScreen(0, clipsPerPage + 20);
  const reading = readList(core.client);
  await core.answer('clip.days', { days: [] });
  await core.answer('clip.page', pageOf(jobs.slice(0, clipsPerPage), { total }));
  await core.answer('clip.page', pageOf(jobs.slice(clipsPerPage), { total, offset: clipsPerPage, revision: 2 }));
  await reading;
  expect(useSession.getState().isStale).toBe(true);
});

test('the answer to another question changes what the person did meanwhile as little as what the core said', async () => {
  const newer = { ...counts, all: 7 };
  await readWhile(() => {
    core.say(changed({ ...running, keeping: { ...noKeeping(1), trashedAt: 5 } }));
    core.say({ event: 'clips.changed', payload: { counts: newer } });
    useSession.setState({ selectedId: older.id });
  });
  expect(useSession.getState().selectedId).toBe(older.id);
  expect(useSession.getState().session?.counts).toEqual(newer);
});

test('nobody listens any longer than the question lasts', async () => {
  const before = core.listening();
  await readWhile(() => undefined);
  expect(core.listening()).toBe(before);
});

test('a further page that was overtaken by the core is brought up to date', async () => {
  useSession.setState((state) => ({ order: [...state.order, undefined] }));
  const far = sampleJob(3, 'Mist', sampleProgress.running);
  const reading = readMore(core.client, 2);
  const done = { ...far, progress: sampleProgress.done };
  core.say(changed(done));
  await core.answer('clip.page', pageOf([far], { total: 3, offset: 2 }));
  await reading;
  expect(sequences()).toEqual([5, 4, 3]);
  expect(useSession.getState().jobs.get(far.id)).toEqual(done);
  expect(useSession.getState().isStale).toBe(false);
});

test('a further page of a list that has become longer or shorter has the list read again', async () => {
  useSession.setState((state) => ({ order: [...state.order, undefined] }));
  const reading = readMore(core.client, 2);
  core.say(changed(sampleJob(6)));
  await core.answer('clip.page', pageOf([sampleJob(3)], { total: 3, offset: 2 }));
  await reading;
  expect(useSession.getState().isStale).toBe(true);
});

test('another library shows nothing of the former one, also when it cannot be read', async () => {
  await readWhile(() => undefined);
  core.say({ event: 'session.replaced', payload: {} });
  expect(useSession.getState()).toMatchObject({ jobs: new Map(), order: [], days: undefined });
  const demo = sampleSession([sampleJob(1)], { demo: true });
  await core.answer('session.open', demo);
  await core.answer('draft.read', { kept: null });
  expect(sequences()).toEqual([1]);
});
