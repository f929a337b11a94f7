import { beforeEach, expect, test } from 'vitest';
import type { Announcement, Handlers, Session } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Link } from '../../shared/link.ts';
import { createMemoryLinks } from '../../shared/memory-link.ts';
import { serve } from '../../shared/rpc.ts';
import { sampleJob, sampleProgress, sampleSession } from '../samples.ts';
import { client, keepConnected, tryNow } from './connection.ts';
import { opened } from './mirror.ts';
import { useNotices } from './notices.ts';
import { emptySession, useSession } from './session.ts';

/** A core on the other end of a link in memory. */
function createCore(
  open: () => Promise<Session>,
  get: (id: string) => Job = () => sampleJob(9),
  list = () => Promise.resolve({ jobs: [sampleJob(9)], total: 1, offset: 0, revision: 1 }),
  readDraft = () => Promise.resolve({ kept: null }),
) {
  const [window, core] = createMemoryLinks();
  const listeners = new Set<(announcement: Announcement) => void>();
  let opens = 0;
  let acts = 0;
  const handlers = {
    'session.open': () => ((opens += 1), open()),
    'job.get': async ({ id }: { id: string }) => get(id),
    'clip.page': list,
    'draft.read': readDraft,
    'demo.enter': async () => ((acts += 1), {}),
    'clip.days': async () => ({ days: [] }),
    'collection.list': async () => ({ collections: [] }),
    'search.list': async () => ({ searches: [] }),
    'work.current': async () => ({ work: null }),
  } as unknown as Handlers;
  serve(core, { handlers, subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)) });
  return {
    link: window,
    opens: () => opens,
    acts: () => acts,
    close: () => core.close(),
    announce(announcement: Announcement) {
      for (const listener of listeners) listener(announcement);
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !isSo(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
}

/** Lives as long as the test file, as it does in the window. Each link is given once; then there is no other. */
function connectTo(links: Link[], patienceMs = 10_000): void {
  void keepConnected(async () => links.shift() ?? new Promise<Link>(() => {}), patienceMs);
}

const broken = () => Promise.reject(new FailureError(failure('disk', 'The library cannot be read.')));

beforeEach(() => {
  useSession.setState(emptySession, true);
  useNotices.setState({ notices: [] });
});

test('a core that takes the link and says nothing is said to be slow, asked again, and heard when it speaks', async () => {
  let answer: (session: Session) => void = () => {};
  const core = createCore(() => new Promise((resolve) => (answer = resolve)));
  connectTo([core.link], 20);
  await until(() => useSession.getState().failure !== undefined);
  expect(useSession.getState()).toMatchObject({ connection: 'connecting', failure: { kind: 'timeout' } });
  tryNow();
  await until(() => core.opens() === 2);
  answer(sampleSession([sampleJob(1)]));
  await until(() => useSession.getState().connection === 'open');
  expect(useSession.getState().failure).toBeUndefined();
});

test('who sees the window can act in it, although the list is still on its way', async () => {
  const core = createCore(
    () => Promise.resolve(sampleSession([sampleJob(1)])),
    undefined,
    () => new Promise(() => {}),
  );
  connectTo([core.link]);
  await until(() => useSession.getState().session !== undefined);
  await client().call('demo.enter', {});
  expect(core.acts()).toBe(1);
});

test('what is said while the session is on its way to the screen stays said', async () => {
  let giveDraft: (draft: { kept: null }) => void = () => {};
  // A folder of its own: of a known one the window reads no draft again.
  const session = { ...sampleSession([sampleJob(1)]), dataFolder: '/said-meanwhile' };
  const core = createCore(
    () => Promise.resolve(session),
    undefined,
    undefined,
    () => new Promise((resolve) => (giveDraft = resolve)),
  );
  const noDraft = giveDraft;
  connectTo([core.link]);
  await until(() => giveDraft !== noDraft);
  const settings = { ...session.settings, budget: { dayDollars: 0.3 } };
  core.announce({ event: 'settings.changed', payload: { settings } });
  giveDraft({ kept: null });
  await until(() => useSession.getState().session !== undefined);
  expect(useSession.getState().session).toMatchObject({ settings, providers: session.providers });
});

test('after openings that failed, on this link or on one before it, everything is heard once', async () => {
  let troubles = 2;
  const first = createCore(broken);
  const second = createCore(() => ((troubles -= 1) >= 0 ? broken() : Promise.resolve(sampleSession([sampleJob(1)]))));
  connectTo([first.link, second.link]);
  await until(() => useSession.getState().failure !== undefined);
  first.close();
  for (let opens = 1; opens <= 3; opens += 1) {
    await until(() => second.opens() === opens);
    tryNow();
  }
  await until(() => useSession.getState().connection === 'open');

  let changes = 0;
  const unsubscribe = useSession.subscribe(() => (changes += 1));
  const job = sampleJob(1, 'A quiet harbour', sampleProgress.done);
  const announcement: Announcement = {
    event: 'job.changed',
    payload: { job, counts: { all: 1, running: 0, attention: 0, failed: 0 } },
  };
  first.announce(announcement);
  second.announce(announcement);
  await until(() => changes > 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  unsubscribe();
  expect(changes).toBe(1);
});

const far = sampleJob(2, 'A quiet harbour', sampleProgress.running);

function selectFar(): void {
  const { jobs, ...rest } = { ...emptySession, ...opened(emptySession, sampleSession([sampleJob(9)])) };
  useSession.setState({ ...rest, jobs: new Map(jobs).set(far.id, far), selectedId: far.id, connection: 'lost' });
}

test('the selected clip is read anew although it lies beyond the first page', async () => {
  selectFar();
  const done = sampleJob(2, far.request.prompt, sampleProgress.done);
  const core = createCore(
    () => Promise.resolve(sampleSession([sampleJob(9)])),
    () => done,
  );
  connectTo([core.link]);
  await until(() => useSession.getState().jobs.get(far.id)?.progress.state === 'done');
  expect(useSession.getState()).toMatchObject({ selectedId: far.id, order: [sampleJob(9).id] });
});

test('the selected clip that was deleted meanwhile is not shown any more', async () => {
  selectFar();
  const core = createCore(
    () => Promise.resolve(sampleSession([sampleJob(9)])),
    () => {
      throw new FailureError(failure('invalid-request', 'This clip is not in the library any more.'));
    },
  );
  connectTo([core.link]);
  await until(() => useSession.getState().selectedId === undefined);
  expect(useSession.getState().jobs.has(far.id)).toBe(false);
});
