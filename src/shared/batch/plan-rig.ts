import type { ModelSpec } from '../model.ts';
import type { GenerationRequest } from '../request.ts';

/** Made-up providers for the tests of this folder. */

const base: ModelSpec = {
  id: 'base',
  name: 'Base',
  promptMaxLength: 2000,
  durations: [6, 10],
  resolutions: ['768P', '1080P'],
  refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
  flags: { promptOptimizer: true },
  callbackUrl: false,
  image: {
    use: 'optional',
    sources: ['file', 'url'],
    types: ['image/jpeg', 'image/png'],
    maxBytes: 20_000_000,
    shortSideOverPixels: 300,
    minRatio: 0.4,
    maxRatio: 2.5,
    ratioExclusive: false,
  },
};

const key = { source: 'file' };
export const open = { id: 'open', name: 'Open', models: [base], key };
const { image: _none, ...withoutPicture } = base;
export const coarse = {
  id: 'coarse',
  name: 'Coarse',
  models: [{ ...withoutPicture, id: 'coarse-model', durations: [], resolutions: [], refusedPairs: [], flags: {} }],
  key,
};
export const keyless = { ...open, id: 'keyless', name: 'Keyless', key: { source: 'none' } };

export const shot: GenerationRequest = {
  providerId: 'open',
  modelId: 'base',
  prompt: 'A calm sea',
  durationSeconds: 6,
  resolution: '1080P',
  promptOptimizer: true,
};

export function pictureOf(
  change: { widthPixels?: number; heightPixels?: number } = {},
): GenerationRequest['firstFrame'] {
  const picture = {
    id: 'a'.repeat(64),
    type: 'image/jpeg',
    sizeBytes: 9,
    widthPixels: 900,
    heightPixels: 900,
  } as const;
  return { kind: 'picture', picture: { ...picture, ...change } };
}
