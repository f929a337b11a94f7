import { beforeEach, expect, test } from 'vitest';
import { clearDraft, editDraft, fillDraft, takeUpDraft, useDraft } from './draft.ts';

const lighthouse = { providerId: 'novita', modelId: 'model', prompt: 'A lighthouse' };
const harbour = { providerId: 'pixazo', modelId: 'model', prompt: 'A harbour' };

const written = () => useDraft.getState().draft;

beforeEach(() => {
  takeUpDraft(undefined);
});

test('what another request replaces is brought back whole', () => {
  editDraft({ prompt: 'My own words', providerId: 'pixazo', resolution: '768P' });
  useDraft.setState({ attempted: true });
  const former = written();
  const bringBack = fillDraft(lighthouse);
  expect(written()).toEqual(lighthouse);
  bringBack?.();
  expect(written()).toEqual(former);
  expect(useDraft.getState().attempted).toBe(true);
});

test('what "Clear" takes away is brought back, provider and options stay', () => {
  editDraft({ ...lighthouse, firstFrame: { kind: 'url', url: 'https://pictures.example/a.png' } });
  const former = written();
  const bringBack = clearDraft();
  expect(written()).toEqual({ ...lighthouse, prompt: '' });
  bringBack?.();
  expect(written()).toEqual(former);
});

test('there is nothing to bring back into an empty composer', () => {
  expect(clearDraft()).toBeUndefined();
  expect(fillDraft(lighthouse)).toBeUndefined();
});

test('several clips tried one after the other do not bury what was written before', () => {
  editDraft({ prompt: 'My own words' });
  fillDraft(lighthouse);
  const bringBack = fillDraft(harbour);
  bringBack?.();
  expect(written().prompt).toBe('My own words');
  fillDraft(lighthouse);
  editDraft({ prompt: 'A lighthouse, and a gull' });
  fillDraft(harbour)?.();
  expect(written().prompt).toBe('A lighthouse, and a gull');
});

test('what was written since is not lost by bringing back what stood there before', () => {
  editDraft({ prompt: 'My own words' });
  const bringBack = clearDraft();
  editDraft({ prompt: 'Better words' });
  const again = bringBack?.();
  expect(written().prompt).toBe('My own words');
  const andAgain = again?.();
  expect(written().prompt).toBe('Better words');
  andAgain?.();
  expect(written().prompt).toBe('My own words');
});

test('what nobody has touched is not offered again', () => {
  editDraft({ prompt: 'My own words' });
  expect(clearDraft()?.()).toBeUndefined();
});

test('a picture that was on its way is not waited for again, a trouble is told again', () => {
  editDraft({ prompt: 'My own words' });
  useDraft.setState({ upload: { state: 'examining', name: 'a.png' } });
  fillDraft(lighthouse)?.();
  expect(useDraft.getState().upload).toEqual({ state: 'none' });
  const trouble = { state: 'failed', name: 'a.png', failure: { kind: 'invalid-image', message: 'No.' } } as const;
  useDraft.setState({ upload: trouble });
  editDraft({ prompt: 'Other words' });
  fillDraft(lighthouse)?.();
  expect(useDraft.getState().upload).toEqual(trouble);
});

test('nothing comes over into another library', () => {
  editDraft({ prompt: 'My own words' });
  const bringBack = clearDraft();
  takeUpDraft(undefined);
  bringBack?.();
  expect(written().prompt).toBe('');
});
