import type { Dice } from './seeded-dice.ts';

/** A link that must not be followed, and what the resolver says of its name, look by look; the last answer stays. */
export interface BadLink {
  readonly url: string;
  readonly why: string;
  readonly answers?: readonly [string[], ...string[][]];
}

const closedIpv4 = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.9',
  '127.0.0.1',
  '127.255.1.1',
  '169.254.169.254',
  '172.16.3.4',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.7',
  '192.168.1.1',
  '198.18.0.5',
  '198.19.255.250',
  '198.51.100.3',
  '203.0.113.77',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
] as const;
const closedIpv6 = [
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
] as const;
const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '52.95.110.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
] as const;

type Maker = (dice: Dice, port: number) => BadLink;

/** The kinds of bad link, each made in turn. */
const makers: readonly [string, Maker][] = [
  ['scheme', (dice, port) => link(dice.pick(schemes)(port))],
  [
    'credentials',
    (dice, port) =>
      named(
        `https://${dice.pick(['user@', 'user:pass@', ':pass@', 'a%40b@', '127.0.0.1@'])}${name(dice)}${atPort(dice, port)}/clip.mp4`,
        ['8.8.8.8'],
      ),
  ],
  [
    'port',
    (dice, port) =>
      named(`https://${name(dice)}:${dice.pick([port, 80, 22, 8443, 444, 1, 65_535, 0])}/clip.mp4`, ['127.0.0.1']),
  ],
  ['IPv4', (dice, port) => link(`https://${dice.pick(closedIpv4)}${atPort(dice, port)}/clip.mp4`)],
  ['IPv4 in disguise', (dice, port) => link(`https://${disguised(dice)}${atPort(dice, port)}/clip.mp4`)],
  ['IPv6', (dice, port) => link(`https://[${dice.pick(closedIpv6)}]${atPort(dice, port)}/clip.mp4`)],
  ['IPv4 inside IPv6', (dice, port) => link(`https://[${embedded(dice)}]${atPort(dice, port)}/clip.mp4`)],
  [
    'trailing dots',
    (dice, port) =>
      named(
        `https://${dice.pick(['127.0.0.1.', 'localhost.', 'localhost..', '10.0.0.1.', `${name(dice)}.`, '0x7f.1.'])}${atPort(dice, port)}/clip.mp4`,
        ['127.0.0.1'],
      ),
  ],
  [
    'IDN',
    (dice, port) =>
      named(
        `https://${dice.pick(['１２７.０.０.１', '127。0。0。1', '①②⑦.⓪.⓪.①', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'ｌｏｃａｌｈｏｓｔ', '127．0．0．1', 'bücher.example', '１０.１.２.３'])}${atPort(dice, port)}/clip.mp4`,
        ['127.0.0.1'],
      ),
  ],
  [
    'name of this network',
    (dice, port) =>
      named(
        `https://${dice.pick(['localhost', 'printer.local', 'nas.lan', 'metadata.google.internal', 'router.home.arpa', 'kubernetes.default.svc'])}${atPort(dice, port)}/clip.mp4`,
        [dice.pick(closedIpv4)],
      ),
  ],
  ['name with a closed IPv4', (dice) => named(`https://${name(dice)}/clip.mp4`, [dice.pick(closedIpv4)])],
  [
    'name with a closed IPv6',
    (dice) =>
      named(`https://${name(dice)}/clip.mp4`, [dice.pick([...closedIpv6, embedded(dice)] as [string, ...string[]])]),
  ],
  ['name with a good and a bad address', (dice) => named(`https://${name(dice)}/clip.mp4`, mixed(dice))],
  [
    'fake-IP tool',
    (dice) =>
      named(`https://${name(dice)}/clip.mp4`, [
        `198.${dice.between(18, 19)}.${dice.between(0, 255)}.${dice.between(0, 255)}`,
      ]),
  ],
  [
    'rebinding',
    (dice) => ({
      url: `https://${name(dice)}/clip.mp4`,
      why: '',
      answers: [[dice.pick(closedIpv4)], [dice.pick(publicAddresses)], ['127.0.0.1']],
    }),
  ],
];

const schemes: readonly [(port: number) => string, ...((port: number) => string)[]] = [
  (port) => `http://127.0.0.1:${port}/clip.mp4`,
  () => 'http://cdn.example/clip.mp4',
  (port) => `HTTP://localhost:${port}/clip.mp4`,
  (port) => `ws://127.0.0.1:${port}/clip.mp4`,
  (port) => `wss://127.0.0.1:${port}/clip.mp4`,
  (port) => `ftp://127.0.0.1:${port}/clip.mp4`,
  (port) => `gopher://127.0.0.1:${port}/clip.mp4`,
  () => 'file:///etc/passwd',
  () => 'data:video/mp4;base64,AAAA',
  () => 'javascript:fetch(1)',
  () => 'blob:https://cdn.example/1',
  () => 'about:blank',
  () => '//127.0.0.1/clip.mp4',
  () => '/clip.mp4',
  () => '',
  () => 'https://',
  () => 'https:///clip.mp4',
  (port) => `https:\\\\127.0.0.1:${port}\\clip.mp4`,
  (port) => ` \thttp://127.0.0.1:${port}/`,
  (port) => `ht\ntp://127.0.0.1:${port}/`,
];

/** `count` bad links, every kind equally often. `port`: where a decoy listens. */
export function badLinks(count: number, dice: Dice, port: number): BadLink[] {
  return Array.from({ length: count }, (_, index) => {
    const [why, make] = makers[index % makers.length] ?? ['', () => link('')];
    return { ...make(dice, port), why };
  });
}

/** Links as delivery networks make them, with addresses as their names resolve to. */
export function goodLinks(count: number, dice: Dice): { url: string; addresses: string[] }[] {
  return Array.from({ length: count }, () => {
    const domain = dice.pick([
      'cloudfront.net',
      's3.amazonaws.com',
      'oss-ap-southeast-1.aliyuncs.com',
      'r2.dev',
      'b-cdn.net',
      'storage.googleapis.com',
      'akamaized.net',
      'xn--bcher-kva.example',
      'video.example.co.uk',
    ]);
    const query = dice.pick([
      '',
      '?',
      '?Expires=1795269600&Signature=a%2Fb+c~d&Key-Pair-Id=K',
      '?X-Amz-Date=20261121T120000Z&X-Amz-Expires=3600&X-Amz-Signature=00ff',
      '?a=1&a=1&b',
    ]);
    const port = dice.pick(['', '', ':443']);
    const host = dice.roll() < 0.1 ? publicIpv4(dice) : `${name(dice).split('.')[0]}.${domain}`;
    const addresses = Array.from({ length: dice.between(1, 4) }, () =>
      dice.roll() < 0.7 ? publicIpv4(dice) : publicIpv6(dice),
    );
    return { url: `https://${host}${port}/out/${dice.uuid()}.mp4${query}`, addresses };
  });
}

function link(url: string): BadLink {
  return { url, why: '' };
}

function named(url: string, addresses: string[]): BadLink {
  return { url, why: '', answers: [addresses] };
}

function name(dice: Dice): string {
  return `${dice.pick(['cdn', 'clips', 'oss', 'd111'])}-${dice.between(1, 1_000_000)}.example`;
}

/** With the decoy's port a wrong step would be heard there; without one the link is as near to a good one as can be. */
function atPort(dice: Dice, port: number): string {
  return dice.pick(['', `:${port}`, ':443']);
}

/** The spellings of an IPv4 address that a URL takes: decimal, octal, hexadecimal, fewer parts. */
function disguised(dice: Dice): string {
  const [a = 0, b = 0, c = 0, d = 0] = dice.pick(closedIpv4).split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  return dice.pick([
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    `0x${a.toString(16)}.0x${b.toString(16)}.0x${c.toString(16)}.0x${d.toString(16)}`,
    `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `0X${a.toString(16)}.${b}.0${c.toString(8)}.${d}`,
    `%31${`${a}.${b}.${c}.${d}`.slice(1)}`.replace('%31', `%3${String(a)[0]}`),
  ]);
}

/** The addresses of IPv6 that carry one of IPv4: mapped, compatible, NAT64, 6to4, Teredo, ISATAP. */
function embedded(dice: Dice): string {
  const address = dice.pick(closedIpv4);
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const high = (a * 256 + b).toString(16);
  const low = (c * 256 + d).toString(16);
  const turned = (text: string): string => (Number.parseInt(text, 16) ^ 0xffff).toString(16);
  return dice.pick([
    `::ffff:${address}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:FFFF:${high}:${low}`,
    `::${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b::${address}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::1`,
    `2001:0:4136:e378:8000:63bf:${turned(high)}:${turned(low)}`,
    `2606:4700::5efe:${high}:${low}`,
    `2606:4700::200:5efe:${high}:${low}`,
    `::ffff:0:${high}:${low}`,
  ]);
}

function mixed(dice: Dice): string[] {
  const both = [dice.pick(publicAddresses), dice.pick(closedIpv4)];
  return dice.roll() < 0.5 ? both : [...both.toReversed(), dice.pick(publicAddresses)];
}

function publicIpv4(dice: Dice): string {
  return `${dice.pick([1, 8, 13, 34, 52, 104, 151, 185, 203])}.${dice.between(1, 99)}.${dice.between(0, 255)}.${dice.between(1, 254)}`;
}

function publicIpv6(dice: Dice): string {
  return `${dice.pick(['2606:4700', '2a00:1450', '2600:9000', '2400:cb00'])}:${dice.between(1, 0xfff).toString(16)}::${dice.between(1, 0xffff).toString(16)}`;
}
