import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Whether an IP address is one that the whole internet can reach. Pure. */

/** IANA "IPv4 Special-Purpose Address Registry": what is not globally reachable, and multicast. */
const closedIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Inside 2000::/3: IETF protocols with Teredo and ORCHID, documentation, 6to4, documentation again. */
const closedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const closed = new BlockList();
for (const [ranges, family] of [
  [closedIpv4, 'ipv4'],
  [closedIpv6, 'ipv6'],
] as const) {
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    closed.addSubnet(network, Number(bits), family);
  }
}

/**
 * Whether a name can only be known in a private network: one word, or under an ending that is never given out (RFC 6762,
 * RFC 8375, RFC 2606; `internal`: ICANN, 29 July 2024), or under one that home and company networks have taken.
 */
export function isLocalName(name: string): boolean {
  const text = name.toLowerCase().replace(/\.$/, '');
  if (isIPv4(text) || isIPv6(text)) return false;
  return !text.includes('.') || /\.(local|localhost|internal|home\.arpa|lan|home|corp|intranet)$/.test(text);
}

/** `address` as the resolver or a URL gives it, without brackets. Anything unclear is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4');
  // A zone (`fe80::1%eth0`) only exists on a link.
  if (!isIPv6(address) || address.includes('%')) return false;
  const groups = groupsOf(address);
  const embedded = embeddedIpv4(groups);
  if (embedded !== undefined) return isPublicAddress(embedded);
  const first = groups[0] ?? 0;
  if (first < 0x2000 || first > 0x3fff) return false;
  // ISATAP (RFC 5214) carries an IPv4 address of a local network in its last half.
  if ((groups[4] === 0 || groups[4] === 0x0200) && groups[5] === 0x5efe) return false;
  return !closed.check(address, 'ipv6');
}

const mappedStart = [0, 0, 0, 0, 0, 0xffff].join(',');
const nat64Start = [0x64, 0xff9b, 0, 0, 0, 0].join(',');

/**
 * The IPv4 address that is really meant: mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96, RFC 6052). Networks without
 * IPv4 reach every older host through NAT64, so its public addresses are let through.
 */
function embeddedIpv4(groups: number[]): string | undefined {
  const isMapped = groups.slice(0, 6).join(',') === mappedStart;
  const isNat64 = groups.slice(0, 6).join(',') === nat64Start;
  if (!isMapped && !isNat64) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address in whatever spelling. */
function groupsOf(address: string): number[] {
  // URL writes every address in its one canonical form: hexadecimal, lower case, longest run of zeros as `::`.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(zeros).fill('0'), ...tail].map((group) => Number.parseInt(group, 16));
}
