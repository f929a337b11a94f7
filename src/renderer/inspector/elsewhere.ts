import type { ProviderView, Session } from '../../shared/contract.ts';
import { imageHostState } from '../../shared/image-host.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { translateRequest } from '../../shared/translate-request.ts';
import { hasKey } from '../store/draft-rules.ts';
import { restoreSettings } from '../store/acts.ts';

export interface Elsewhere {
  provider: ProviderView;
  hasKey: boolean;
}

type Surroundings = Pick<Session, 'providers' | 'settings' | 'imageHost'>;

/** Providers that could make the same shot; those with a key first. Pure. */
export function otherProviders(request: GenerationRequest, surroundings: Surroundings): Elsewhere[] {
  return surroundings.providers
    .filter(({ id }) => id !== request.providerId)
    .filter((provider) => translated(request, provider, surroundings)?.refusals.length === 0)
    .map((provider) => ({ provider, hasKey: hasKey(provider) }))
    .toSorted((one, other) => Number(other.hasKey) - Number(one.hasKey));
}

/** The composer holds the shot as that provider takes it. */
export function takeElsewhere(job: Job, provider: ProviderView): void {
  const { request } = job;
  const elsewhere = translateRequest(request, provider, { imageHost: 'ready' })?.request;
  if (elsewhere !== undefined) restoreSettings({ ...job, request: elsewhere });
}

function translated(request: GenerationRequest, provider: ProviderView, { settings, imageHost }: Surroundings) {
  const source = imageHost.keyState.source;
  const hasPair = source !== 'none' && source !== 'unreadable';
  return translateRequest(request, provider, {
    imageHost: imageHostState(settings.imageHost, hasPair, provider.baseUrl),
  });
}
