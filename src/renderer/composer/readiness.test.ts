import { expect, test } from 'vitest';
import { validate } from '../../shared/validate.ts';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import { requestOf, type Draft } from '../store/draft-rules.ts';
import { issuesOf, type Composition } from './composition.ts';
import { readinessOf, type Circumstances } from './readiness.ts';

const spec = sampleSpec({ image: sampleImageRules() });
const calm: Circumstances = { connection: 'open', upload: 'none', sending: false, readOnly: false };

function composed(draft: Draft, provider = sampleProvider({ models: [spec] })): Composition {
  const request = requestOf(draft, provider.id, spec);
  return { provider, spec, request, values: {}, issues: validate(request, provider.models), imageHost: 'absent' };
}

const good = composed({ prompt: 'A quiet harbour' });

test('a whole draft can go', () => {
  expect(readinessOf(good, calm)).toEqual({ can: true });
});

test('nothing goes while a newer version’s library is only shown', () => {
  expect(readinessOf(good, { ...calm, readOnly: true })).toEqual({ can: false, text: 'This library is only shown' });
});

test('an empty prompt is asked for, and is no trouble before the first attempt', () => {
  const empty = composed({ prompt: ' ' });
  expect(readinessOf(empty, calm)).toEqual({ can: false, text: 'Write a prompt', field: 'prompt' });
  expect(issuesOf(empty, 'prompt', false)).toEqual([]);
  expect(issuesOf(empty, 'prompt', true)).toHaveLength(1);
});

test('what is to be fixed is counted by field and named', () => {
  const local = { kind: 'url', url: 'http://localhost/a.jpg' } as const;
  expect(readinessOf(composed({ prompt: 'A', firstFrame: local }), calm)).toMatchObject({
    text: '1 thing to fix: the picture',
  });
  const more = composed({ prompt: 'A'.repeat(2001), firstFrame: local, durationSeconds: 10, resolution: '1080P' });
  expect(readinessOf(more, calm)).toMatchObject({
    can: false,
    text: '3 things to fix: the prompt, the picture, the resolution',
  });
});

test('a warning does not stop it', () => {
  const warned = composed({ prompt: 'Gulls [Pan Left]' });
  expect(warned.issues).toHaveLength(1);
  expect(readinessOf(warned, calm)).toEqual({ can: true });
});

test('a missing or unreadable key is a link to its settings', () => {
  for (const source of ['none', 'unreadable'] as const) {
    const provider = sampleProvider({ models: [spec], key: { source } });
    expect(readinessOf(composed({ prompt: 'A' }, provider), calm)).toEqual({
      can: false,
      text: 'Add a key for Provider A',
      addKeyFor: provider,
    });
  }
});

test('a picture on its way or refused is not left out silently', () => {
  for (const upload of ['examining', 'preparing', 'editing'] as const) {
    expect(readinessOf(good, { ...calm, upload })).toEqual({ can: false, text: 'Reading the picture' });
  }
  expect(readinessOf(good, { ...calm, upload: 'failed' })).toMatchObject({
    can: false,
    text: '1 thing to fix: the picture',
  });
});

test('nothing goes while a call is under way or the link is broken', () => {
  expect(readinessOf(good, { ...calm, sending: true }).can).toBe(false);
  expect(readinessOf(good, { ...calm, connection: 'lost' }).can).toBe(false);
});
