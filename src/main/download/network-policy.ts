import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isLocalName, isPublicAddress } from './public-address.ts';
import { says, sentence, type Sentence } from '../../shared/sentence.ts';

/**
 * Where a result link may lead: https on port 443 to an address that the whole internet can reach. Names are checked
 * at connect time, on the very addresses that are then connected to, so that an answer that changes between two looks
 * (DNS rebinding) gains nothing. The one exception is the provider's own origin, when that is plain http on this
 * computer.
 */
export interface NetworkPolicy {
  /** Why this address is refused, for the person; undefined when it may be tried. */
  refusal(url: string): Sentence[] | undefined;
  /** Connects only where the policy allows. */
  readonly dispatcher: Dispatcher;
}

export interface NetworkPolicyOptions {
  /** The provider's origin. Only counts when it is `http:` on a loopback address. */
  loopbackOrigin?: string;
  /** Resolves names. Default: the system's own. */
  lookup?: LookupFunction;
  /** Makes a connector that may go through a proxy out of one that goes straight. */
  through?: (
    straight: buildConnector.connector,
    options: { timeoutMs: number; refused: (host: string) => Error | undefined },
  ) => buildConnector.connector;
  /** How long a server may stay silent, in milliseconds. Default 30,000. */
  idleTimeoutMs?: number;
}

const connectTimeoutMs = 15_000;
const defaultIdleTimeoutMs = 30_000;

/** Thrown at connect time; reaches the caller as the error of the request, perhaps as a cause. */
export class RefusedAddress extends Error {
  readonly words: Sentence[];
  constructor(words: Sentence[]) {
    super(says(...words).message);
    this.words = words;
    this.name = 'RefusedAddress';
  }
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export function createNetworkPolicy({
  loopbackOrigin,
  lookup = systemLookup,
  through = (straight) => straight,
  idleTimeoutMs = defaultIdleTimeoutMs,
}: NetworkPolicyOptions = {}): NetworkPolicy {
  const exception = loopbackOrigin === undefined ? undefined : plainLoopbackOrigin(loopbackOrigin);
  const common = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs, allowH2: false };
  const straight = buildConnector({
    allowH2: false,
    lookup: checked(lookup, isPublicAddress),
    timeout: connectTimeoutMs,
  });
  const publicAgent = new Agent({
    ...common,
    connect: through(straight, { timeoutMs: connectTimeoutMs, refused: notThroughProxy }),
  });
  const loopbackAgent = new Agent({
    ...common,
    connect: { lookup: checked(lookup, isLoopbackAddress), timeout: connectTimeoutMs },
  });

  function refusal(text: string): Sentence[] | undefined {
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      return [sentence('The link to the clip is not an address.')];
    }
    if (url.username !== '' || url.password !== '')
      return [sentence('The link to the clip carries a name or password, so it was not followed.')];
    if (exception !== undefined && url.origin === exception) return undefined;
    if (url.protocol !== 'https:') return [sentence('The link to the clip is not https, so it was not followed.')];
    if (url.port !== '')
      return [
        sentence('The link to the clip leads to port {{port}} instead of 443, so it was not followed.', {
          port: url.port,
        }),
      ];
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) === 0 || isPublicAddress(host) ? undefined : privateAddress(host, host);
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

/** A proxy looks names up at its own end, where one that only a private network knows may lead somewhere. */
function notThroughProxy(host: string): RefusedAddress | undefined {
  return isLocalName(host) ? new RefusedAddress(privateAddress(host, host)) : undefined;
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
      else callback(new RefusedAddress(privateAddress(hostname, bad.address)), '', 0);
    });
  };
}

function privateAddress(host: string, address: string): Sentence[] {
  const what =
    host === address
      ? sentence('The link to the clip leads to {{address}}, which is not a public address, so it was not followed.', {
          address,
        })
      : sentence(
          'The link to the clip leads to {{host}} at {{address}}, which is not a public address, so it was not followed.',
          { host, address },
        );
  // Tools that answer every name with an address of their own do so from 198.18.0.0/15.
  if (!/^198\.1[89]\./.test(address)) return [what];
  return [what, sentence('A VPN or proxy tool may be answering in its place.')];
}
