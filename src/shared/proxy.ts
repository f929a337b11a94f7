import { z } from 'zod';
import { says, type Said } from './sentence.ts';

/** How everything that leaves this computer gets out: straight, or through a proxy. */

export const proxyModes = ['system', 'none', 'http', 'https', 'socks5'] as const;
export type ProxyMode = (typeof proxyModes)[number];

/** The password is no part of it: it lies sealed with the keys. */
export const proxySettingsSchema = z.object({
  /** `http`, `https`: how the proxy itself is spoken to; what goes through it is encrypted end to end either way. */
  mode: z.enum(proxyModes).default('system'),
  /** Name or address, without a scheme. */
  host: z.string().max(253).default(''),
  port: z.number().int().min(1).max(65_535).optional(),
  user: z.string().max(255).default(''),
});
export type ProxySettings = z.infer<typeof proxySettingsSchema>;

export type ProxyField = 'host' | 'port' | 'user';

/** Whether the mode names a proxy of the person's own. */
export function isOwnProxy(mode: ProxyMode): mode is 'http' | 'https' | 'socks5' {
  return mode === 'http' || mode === 'https' || mode === 'socks5';
}

/** As it is kept: without stray spaces, and without a scheme or port that was pasted along with the name. */
export function tidyProxy(settings: ProxySettings): ProxySettings {
  const { host, user, ...rest } = settings;
  const text = host.trim();
  const pasted = /^(?:[a-z0-9+.-]+:\/\/)?(?:\[([^\]]+)\]|([^:/?#@\s]+))(?::(\d{1,5}))?\/?$/i.exec(text);
  const port = rest.port ?? (pasted?.[3] === undefined ? undefined : Number(pasted[3]));
  const isPort = port !== undefined && port >= 1 && port <= 65_535;
  return {
    mode: rest.mode,
    host: pasted?.[1] ?? pasted?.[2] ?? text,
    user: user.trim(),
    ...(isPort && { port }),
  };
}

/** What stands in the way of tidied settings, by field; empty when they can be used. */
export function proxyTroubles({ mode, host, port, user }: ProxySettings): Partial<Record<ProxyField, Said>> {
  if (!isOwnProxy(mode)) return {};
  const troubles: Partial<Record<ProxyField, Said>> = {};
  if (host === '') troubles.host = says('Give the proxy’s name or address.');
  else if (!URL.canParse(`http://${host.includes(':') ? `[${host}]` : host}/`) || /[\s/?#@\\]/.test(host))
    troubles.host = says('This is not a name or address of a computer, such as proxy.example or 10.0.0.5.');
  if (port === undefined) troubles.port = says('Give the proxy’s port, a number from 1 to 65535.');
  // RFC 7617: the name ends at the first colon.
  if (mode !== 'socks5' && user.includes(':')) troubles.user = says('A user name for this proxy cannot hold a colon.');
  return troubles;
}
