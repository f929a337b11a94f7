import { beforeEach, expect, test } from 'vitest';
import { editDraft, takeUpDraft, useDraft } from '../store/draft.ts';
import { emptySession, useSession } from '../store/session.ts';
import { forgetIfLost } from './lost-picture.ts';

const picture = {
  id: 'a'.repeat(64),
  type: 'image/png',
  widthPixels: 640,
  heightPixels: 360,
  sizeBytes: 1,
} as const;

beforeEach(() => {
  takeUpDraft(undefined);
  editDraft({ prompt: 'A pier', firstFrame: { kind: 'picture', picture } });
  useSession.setState({ ...emptySession, connection: 'open' });
});

const lose = (answer: () => Promise<number>) => forgetIfLost(picture, '/media/pictures/a', 'pier.png', answer);
const isKept = () => useDraft.getState().draft.firstFrame !== undefined;

test.each([404, 410])('a picture that the core no longer has (%i) leaves the draft, with a word', async (status) => {
  await lose(async () => status);
  expect(isKept()).toBe(false);
  expect(useDraft.getState().upload).toMatchObject({ state: 'failed', name: 'pier.png' });
});

test.each([200, 401, 500, 503])('an answer of %i is no reason to forget it', async (status) => {
  await lose(async () => status);
  expect(isKept()).toBe(true);
});

test('it stays when nobody answers, and nobody is asked while the core is away', async () => {
  await lose(async () => Promise.reject(new TypeError('Failed to fetch')));
  expect(isKept()).toBe(true);
  useSession.setState({ connection: 'lost' });
  await lose(async () => 404);
  expect(isKept()).toBe(true);
});

test('it stays when the connection breaks, or another picture comes, while the answer is on its way', async () => {
  await lose(async () => {
    useSession.setState({ connection: 'lost' });
    return 404;
  });
  expect(isKept()).toBe(true);
  useSession.setState({ connection: 'open' });
  await lose(async () => {
    editDraft({ firstFrame: { kind: 'picture', picture: { ...picture, id: 'b'.repeat(64) } } });
    return 404;
  });
  expect(isKept()).toBe(true);
});
