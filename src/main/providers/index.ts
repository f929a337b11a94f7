import type { ProviderId } from '../../shared/request.ts';
import { acedata } from './acedata.ts';
import { aimlapi } from './aimlapi.ts';
import { appypie } from './appypie.ts';
import { novita } from './novita.ts';
import { pixazo } from './pixazo.ts';
import type { Provider } from './provider.ts';

/** Every provider, in the order in which the window lists them. A new one is one import and one entry. */
/** Of the published prices of all providers together. Raised with every change of a row: `index.test.ts` holds them to it. */
export const priceTableVersion = 1;

export const providers: readonly Provider[] = [acedata, appypie, pixazo, aimlapi, novita];

export function findProvider(id: ProviderId): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
