import type { KeyTest, ProviderView } from '../shared/contract.ts';
import type { Prices } from '../shared/estimate.ts';
import { failure, FailureError } from '../shared/failure.ts';
import { ownRowsFor, type PriceRow } from '../shared/price.ts';
import { says, sentence } from '../shared/sentence.ts';
import type { Clock } from './host.ts';
import type { KeyStore } from './library/key-store.ts';
import type { EnvironmentSettings } from './library/environment.ts';
import type { SettingsStore } from './library/settings-store.ts';
import type { ProviderConnections } from './providers/connections.ts';
import { createProviderHttp } from './providers/create-http.ts';
import type { ProviderHttp } from './providers/http.ts';
import type { Provider } from './providers/provider.ts';

/** A provider as it stands here and now: its key, its address, its pace. */
export interface ProviderAccess {
  /** @throws {FailureError} for an id that is not in the registry. */
  provider(id: string): Provider;
  key(id: string): string | undefined;
  fingerprint(id: string): string;
  origin(id: string): string;
  concurrentClips(id: string): number;
  /** What its clips are thought to cost, with the person's own prices. */
  prices(id: string): Prices;
  http(
    provider: Provider,
    options: { origin: string; fresh: boolean; key: string; signal: AbortSignal; privateNames?: readonly string[] },
  ): ProviderHttp;
  views(): ProviderView[];
  testKey(id: string): Promise<KeyTest>;
  /** Where requests go; those with a key first. For trying the way there. */
  originsToTry(): string[];
  /** `CONCH_POLL_MS`. */
  readonly pollOverrideMs: number | undefined;
}

export interface ProviderAccessOptions {
  providers: readonly Provider[];
  keys: KeyStore;
  settings: SettingsStore;
  fromEnvironment: EnvironmentSettings;
  /** Everything that must not come back in a vendor's words. */
  secrets(): string[];
  clock: Clock;
  /** Default: straight. */
  connections?: ProviderConnections;
}

const keyTestTimeoutMs = 20_000;

export function createProviderAccess({
  providers,
  keys,
  settings,
  fromEnvironment,
  secrets,
  clock,
  connections,
}: ProviderAccessOptions): ProviderAccess {
  function provider(id: string): Provider {
    const found = providers.find((candidate) => candidate.id === id);
    if (found === undefined)
      throw new FailureError(failure('invalid-request', sentence('There is no such provider.'), { stage: 'local' }));
    return found;
  }

  function origin(id: string): string {
    return fromEnvironment.origins[id] ?? settings.get().providers[id]?.baseUrl ?? provider(id).origin;
  }

  function concurrentClips(id: string): number {
    return settings.get().providers[id]?.concurrentClips ?? provider(id).pace.concurrentClips;
  }

  function prices(of: Provider): Prices & { prices: PriceRow[]; ownPrices: PriceRow[] } {
    const { creditsPerDollar } = of;
    return {
      prices: [...of.prices],
      ownPrices: ownRowsFor(of.id, settings.get().ownPrices),
      ...(creditsPerDollar !== undefined && { creditsPerDollar }),
    };
  }

  const http: ProviderAccess['http'] = (of, { origin: at, key, ...rest }) =>
    createProviderHttp({
      ...rest,
      origin: at,
      keyHeaders: of.authorize(key),
      secrets: secrets(),
      clock,
      ...(connections && { connections }),
    });

  function view(of: Provider): ProviderView {
    const { id, name, models, links, chargeNote, pace, keyTest, lookup } = of;
    return {
      id,
      name,
      models: [...models],
      key: keys.state(id),
      baseUrl: origin(id),
      defaultBaseUrl: of.origin,
      baseUrlFromEnvironment: fromEnvironment.origins[id] !== undefined,
      concurrentClips: concurrentClips(id),
      defaultConcurrentClips: pace.concurrentClips,
      links: { ...links },
      keyTest: { free: keyTest.free, note: keyTest.note },
      tellsBalance: of.balance !== undefined,
      chargeNote,
      ...prices(of),
      lookup: lookup.possible ? { possible: true } : { possible: false, why: lookup.why },
    };
  }

  return {
    provider,
    key: (id) => keys.key(id),
    fingerprint: (id) => keys.fingerprint(id) ?? '',
    origin,
    concurrentClips,
    prices: (id) => prices(provider(id)),
    http,
    views: () => providers.map(view),
    originsToTry() {
      const withKey = providers.filter(({ id }) => keys.key(id) !== undefined);
      return [...[...withKey, ...providers].map(({ id }) => origin(id)), ...providers.map((of) => of.origin)];
    },
    async testKey(id) {
      const of = provider(id);
      const key = keys.key(id);
      if (key === undefined)
        return { verdict: 'untested', ...says('There is no key for {{provider}} to test.', { provider: of.name }) };
      if (!of.keyTest.free) return { verdict: 'untested', message: of.keyTest.note };
      const signal = AbortSignal.timeout(keyTestTimeoutMs);
      try {
        const tools = { http: http(of, { origin: origin(id), fresh: false, key, signal }), signal, now: clock.now() };
        const outcome = await of.keyTest.run(tools);
        if (outcome.works) return { verdict: 'works', message: outcome.message, said: outcome.said };
        const refused = outcome.failure.kind === 'key-rejected' || outcome.failure.kind === 'not-permitted';
        return {
          verdict: refused ? 'refused' : 'unreachable',
          message: outcome.failure.message,
          said: outcome.failure.said,
        };
      } catch {
        return { verdict: 'unreachable', ...says('{{provider}} did not answer in time.', { provider: of.name }) };
      }
    },
    pollOverrideMs: fromEnvironment.pollMs,
  };
}
