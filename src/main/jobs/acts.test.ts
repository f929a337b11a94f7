import { afterEach, beforeEach, expect, it } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import { createRig } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';

let rig: ReturnType<typeof createRig>;
beforeEach(() => {
  rig = createRig({ providers: [sampleProvider()] });
});
afterEach(() => rig.dispose());

it('gives a clip by its id as it stands now', () => {
  const job = rig.create();
  expect(rig.acts.get(job.id)).toEqual(job);
  rig.acts.cancel(job.id);
  expect(rig.acts.get(job.id).progress.state).toBe('canceled');
});

it('says in plain words that a clip is gone', async () => {
  const { id } = rig.create();
  rig.acts.cancel(id);
  await rig.acts.remove(id);
  expect(() => rig.acts.get(id)).toThrow(FailureError);
  expect(() => rig.acts.get(id)).toThrow('not in the library any more');
});
