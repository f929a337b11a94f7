import type { ProviderView } from '../../../shared/contract.ts';

/** The hosts that the providers' own links name: where a person gets keys, sees jobs, pays and reads. */
export function linkHosts(providers: readonly Pick<ProviderView, 'links'>[]): Set<string> {
  const addresses = providers.flatMap(({ links }) => Object.values(links));
  return new Set(addresses.flatMap((address) => URL.parse(address)?.host ?? []));
}

/** Compared as parsed and whole: `https://good.example.evil` and `https://good.example@evil` are somebody else's. */
export function mayOpenOutside(address: string, hosts: ReadonlySet<string>): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && hosts.has(url.host);
}
