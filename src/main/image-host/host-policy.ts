import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isLocalName, isPublicAddress } from '../download/public-address.ts';
import { says, sentence, type Sentence } from '../../shared/sentence.ts';

/**
 * Connects to the image host only where the whole internet can reach it: a picture at an address of this network could never
 * be fetched by a provider, so it is not put there either. Names are checked at connect time, on the very addresses that are
 * then connected to. The one exception is a host on this very computer, over plain http, for trying things out.
 */
export function createHostDispatcher(
  endpoint: string,
  { lookup = systemLookup, through = (straight) => straight }: HostDispatcherOptions = {},
): Dispatcher {
  const { protocol, hostname } = new URL(endpoint);
  // The settings take plain http for loopback names only.
  const isAllowed = protocol === 'http:' ? isLoopbackAddress : isPublicAddress;
  const straight = buildConnector({
    allowH2: false,
    lookup: checked(lookup, isAllowed),
    timeout: connectTimeoutMs,
  });
  const agent = new Agent({
    allowH2: false,
    connect: through(straight, { timeoutMs: connectTimeoutMs, refused: notThroughProxy }),
  });
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) === 0 || isAllowed(literal)) return agent;
  // An address in digits is connected to without a look-up.
  return agent.compose(() => (_request, _handler) => {
    throw new RefusedHost(privateHost(literal, literal));
  });
}

export interface HostDispatcherOptions {
  lookup?: LookupFunction;
  /** Makes a connector that may go through a proxy out of one that goes straight. */
  through?: (
    straight: buildConnector.connector,
    options: { timeoutMs: number; refused: (host: string) => Error | undefined },
  ) => buildConnector.connector;
}

/** A proxy looks names up at its own end, where one that only a private network knows may lead somewhere. */
function notThroughProxy(host: string): RefusedHost | undefined {
  return isLocalName(host) ? new RefusedHost(privateHost(host, host)) : undefined;
}

/** Reaches the caller as the error of the request, perhaps as a cause. */
export class RefusedHost extends Error {
  readonly words: Sentence[];
  constructor(words: Sentence[]) {
    super(says(...words).message);
    this.words = words;
    this.name = 'RefusedHost';
  }
}

const connectTimeoutMs = 15_000;

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** One bad address among several spoils the name: nobody can tell which one would be tried. */
function checked(lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      const addresses: LookupAddress[] = Array.isArray(found) ? found : [{ address: found, family: family ?? 0 }];
      const bad = error === null ? addresses.find(({ address }) => !isAllowed(address)) : undefined;
      if (bad === undefined) callback(error, found, family);
      else callback(new RefusedHost(privateHost(hostname, bad.address)), '', 0);
    });
  };
}

function privateHost(host: string, address: string): Sentence[] {
  const what =
    host === address
      ? sentence(
          'Your image host is {{address}}, which only your own network can reach. A provider has to fetch the picture from there, so choose a host on the internet.',
          { address },
        )
      : sentence(
          'Your image host is {{host}} at {{address}}, which only your own network can reach. A provider has to fetch the picture from there, so choose a host on the internet.',
          { host, address },
        );
  // Tools that answer every name with an address of their own do so from 198.18.0.0/15.
  if (!/^198\.1[89]\./.test(address)) return [what];
  return [what, sentence('A VPN or proxy tool may be answering in its place.')];
}
