/** What a system says about its proxy, read into one address, e.g. `http://proxy:3128`. Undefined: straight. Pure. */

const kinds: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
  // Chromium takes it for version 4, which knows neither names nor logins; it is refused with a sentence, not gone around.
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
};

/** The first way that a proxy script names, as Chromium's `resolveProxy` gives it: `PROXY proxy:3128; DIRECT`. */
export function proxyFromScript(answer: string): string | undefined {
  const [first = ''] = answer.split(';');
  const [kind = '', place] = first.trim().split(/\s+/);
  const scheme = kinds[kind.toUpperCase()];
  return scheme === undefined || place === undefined ? undefined : `${scheme}://${place}`;
}

/** The variables that most programs on Unix go by; their small letters win, as in curl. */
export function proxyFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
): string | undefined {
  const read = (name: string): string => (environment[name.toLowerCase()] ?? environment[name] ?? '').trim();
  const { hostname, port, protocol } = new URL(url);
  const own = protocol === 'https:' ? read('HTTPS_PROXY') : read('HTTP_PROXY');
  const proxy = own === '' ? read('ALL_PROXY') : own;
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isLeftOut = read('NO_PROXY')
    .split(/[\s,]+/)
    .some((entry) => leavesOut(entry.toLowerCase(), host, port === '' ? '443' : port));
  return proxy === '' || isLeftOut ? undefined : proxy;
}

/** `*`, a name with everything below it, or either with a port. */
function leavesOut(entry: string, host: string, port: string): boolean {
  const parts = /^\[?(.*?)\]?(?::(\d+))?$/.exec(
    entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry,
  );
  const name = parts?.[1]?.replace(/^\*?\./, '') ?? '';
  if (name === '' || (parts?.[2] !== undefined && parts[2] !== port)) return false;
  return name === '*' || host === name || host.endsWith(`.${name}`);
}
