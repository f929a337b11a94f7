/**
 * What kind of address a person typed, judged by its text alone. Providers fetch pictures themselves, so an address
 * that only this computer or this network knows can never work (gateways: MiniMax answers "disallowed image url").
 * The check at connect time, against resolved addresses, is the network policy of the core.
 */
export type UrlVerdict = 'public' | 'insecure' | 'private' | 'data' | 'invalid';

export function judgeUrl(text: string): UrlVerdict {
  if (/^data:/i.test(text.trim())) return 'data';
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'invalid';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'invalid';
  if (url.username !== '' || url.password !== '') return 'invalid';
  if (isPrivateHost(url.hostname)) return 'private';
  return url.protocol === 'http:' ? 'insecure' : 'public';
}

/** `hostname` as `URL` gives it. Compared whole: `127.evil.test` is a name like any other. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** `hostname` as `URL` gives it: lower case, IPv6 in brackets, odd IPv4 spellings already made plain. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1));
  const parts = host.split('.');
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part))) return isPrivateIpv4(parts.map(Number));
  return parts.length === 1 || /(^|\.)(localhost|local|internal|lan|home|corp|home\.arpa|test|invalid)$/.test(host);
}

/** Ranges that are not global unicast (IANA special-purpose registry). */
function isPrivateIpv4([a = 0, b = 0, c = 0]: number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19)) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  );
}

/** Only 2000::/3 is global; inside it, 6to4, Teredo and documentation carry or hide other addresses. */
function isPrivateIpv6(address: string): boolean {
  const first = Number.parseInt(address.split(':')[0] || '0', 16);
  if (first < 0x2000 || first > 0x3fff) return true;
  return first === 0x2002 || /^2001:(0{0,4}:|db8:)/.test(address) || first === 0x3fff;
}
