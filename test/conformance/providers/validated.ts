import { findProvider } from '../../../src/main/providers/index.ts';
import type { Provider } from '../../../src/main/providers/provider.ts';
import type { GenerationRequest, Picture } from '../../../src/shared/request.ts';
import { validate, type Circumstances, type Issue } from '../../../src/shared/validate.ts';

/** What the composer and the core would say about a request for this provider before anything is sent. */
export function issuesWith(
  provider: Provider,
  change: Partial<GenerationRequest>,
  circumstances?: Circumstances,
): Issue[] {
  const request = { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea', ...change };
  return validate(request, provider.models, circumstances);
}

export function errorsWith(
  provider: Provider,
  change: Partial<GenerationRequest>,
  circumstances?: Circumstances,
): Issue[] {
  return issuesWith(provider, change, circumstances).filter(({ severity }) => severity === 'error');
}

/** A picture that every provider with pictures takes, but for what is named. */
export function picture(change: Partial<Picture> = {}): GenerationRequest['firstFrame'] {
  const plain: Picture = {
    id: 'a'.repeat(64),
    type: 'image/jpeg',
    sizeBytes: 400_000,
    widthPixels: 1280,
    heightPixels: 720,
  };
  return { kind: 'picture', picture: { ...plain, ...change } };
}

/** @throws when the registry has no such provider. */
export function providerOf(id: string): Provider {
  const found = findProvider(id);
  if (found === undefined) throw new Error(`no provider ${id}`);
  return found;
}
