import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { isPublicAddress } from './public-address.ts';

/**
 * Where a result link may lead: https on port 443 to an address that the whole internet can reach. Names are checked
 * at connect time, on the very addresses that are then connected to, so that an answer that changes between two looks
 * (DNS rebinding) gains nothing. The one exception is the provider's own origin, when that is plain http on this
 * computer.
 */
export interface NetworkPolicy {
  /** Why this address is refused, as a sentence for the person; undefined when it may be tried. */
  refusal(url: string): string | undefined;
  /** Connects only where the policy allows. */
  readonly dispatcher: Dispatcher;
}

export interface NetworkPolicyOptions {
  /** The provider's origin. Only counts when it is `http:` on a loopback address. */
  loopbackOrigin?: string;
  /** Resolves names. Default: the system's own. */
  lookup?: LookupFunction;
  /** How long a server may stay silent, in milliseconds. Default 30,000. */
  idleTimeoutMs?: number;
}

const connectTimeoutMs = 15_000;
const defaultIdleTimeoutMs = 30_000;

/** Thrown at connect time; reaches the caller as the error of the request, perhaps as a cause. */
export class RefusedAddress extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedAddress';
  }
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export function createNetworkPolicy({
  loopbackOrigin,
  lookup = systemLookup,
  idleTimeoutMs = defaultIdleTimeoutMs,
}: NetworkPolicyOptions = {}): NetworkPolicy {
  const exception = loopbackOrigin === undefined ? undefined : plainLoopbackOrigin(loopbackOrigin);
  const common = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs, allowH2: false };
  const publicAgent = new Agent({
    ...common,
    connect: { lookup: checked(lookup, isPublicAddress), timeout: connectTimeoutMs },
  });
  const loopbackAgent = new Agent({
    ...common,
    connect: { lookup: checked(lookup, isLoopbackAddress), timeout: connectTimeoutMs },
  });

  function refusal(text: string): string | undefined {
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      return 'The link to the clip is not an address.';
    }
    if (url.username !== '' || url.password !== '')
      return 'The link to the clip carries a name or password, so it was not followed.';
    if (exception !== undefined && url.origin === exception) return undefined;
    if (url.protocol !== 'https:') return 'The link to the clip is not https, so it was not followed.';
    if (url.port !== '')
      return `The link to the clip leads to port ${url.port} instead of 443, so it was not followed.`;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) === 0 || isPublicAddress(host) ? undefined : privateSentence(host, host);
  }

  return {
    refusal,
    dispatcher: publicAgent.compose(() => (request, handler) => {
      const why = refusal(String(request.origin));
      if (why !== undefined) throw new RefusedAddress(why);
      const agent = String(request.origin) === exception ? loopbackAgent : publicAgent;
      return agent.dispatch(request, handler);
    }),
  };
}

function plainLoopbackOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = host === 'localhost' || (isIP(host) !== 0 && isLoopbackAddress(host));
  return protocol === 'http:' && isLoopback ? origin : undefined;
}

function isLoopbackAddress(address: string): boolean {
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** One bad address among several spoils the name: nobody can tell which one the system would try. */
function checked(lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      const addresses: LookupAddress[] = Array.isArray(found) ? found : [{ address: found, family: family ?? 0 }];
      const bad = error === null ? addresses.find(({ address }) => !isAllowed(address)) : undefined;
      if (bad === undefined) callback(error, found, family);
      else callback(new RefusedAddress(privateSentence(hostname, bad.address)), '', 0);
    });
  };
}

function privateSentence(host: string, address: string): string {
  const what = `The link to the clip leads to ${host === address ? address : `${host} at ${address}`}, which is not a public address, so it was not followed.`;
  // Tools that answer every name with an address of their own do so from 198.18.0.0/15.
  return /^198\.1[89]\./.test(address) ? `${what} A VPN or proxy tool may be answering in its place.` : what;
}
