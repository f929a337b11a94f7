import { describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { findIn } from '../../../test/support/canary.ts';
import { diagnosticsText, type DiagnosticFacts } from './diagnostics-text.ts';
import { shortenPath } from './shorten-path.ts';

const secret = 'canary-Xq7Lw2Rb9Tn4Kd6Vz1';
const name = 'Ilse Grandmother';

/** Everything that a person can type or own, with something of theirs in it. */
function facts(): DiagnosticFacts {
  const failure: Failure = {
    kind: 'moderation',
    message: `The prompt “${name}” was refused with ${secret}`,
    said: [{ template: `${name} {{x}}`, values: { x: secret } }],
    stage: 'submit',
    charged: 'no',
    httpStatus: 403,
    vendorText: `Refused: ${name} ${secret}`,
    vendorCode: `${name} said no`,
    requestId: secret,
  };
  return {
    at: Date.UTC(2026, 10, 21),
    session: {
      version: '1.2.3',
      host: 'browser',
      demo: false,
      providers: [
        {
          id: 'one',
          name,
          models: [],
          key: { source: 'keychain', hint: secret.slice(-4) },
          baseUrl: `https://${secret.toLowerCase()}.example`,
          defaultBaseUrl: 'https://api.example',
          baseUrlFromEnvironment: false,
          concurrentClips: 3,
          defaultConcurrentClips: 2,
          links: { keys: '', console: '', billing: '', docs: '' },
          keyTest: { free: true, note: '' },
          tellsBalance: false,
          chargeNote: '',
          prices: [],
          ownPrices: [],
          lookup: { possible: true },
        },
      ],
      settings: settingsSchema.parse({
        clipNameTemplate: `${name} {prompt}`,
        proxy: { mode: 'http', host: `${secret}.proxy`, port: 3128, user: name },
        libraryFolder: `/home/ilse/${name}`,
        imageHost: {
          endpoint: `https://${secret}.s3.example`,
          region: secret,
          bucket: secret,
          prefix: name,
          deleteAfterUse: true,
        },
        budget: { dayDollars: 77.31 },
      }),
      imageHost: { configured: true, keyState: { source: 'file', hint: secret.slice(-4) }, leftBehind: 2 },
      proxy: { passwordState: { source: 'keychain' } },
      counts: { all: 7, running: 1, attention: 2, failed: 3 },
      abilities: {
        reveal: true,
        openClip: true,
        dragOut: true,
        chooseFolder: true,
        notify: true,
        systemTrash: true,
        keyStorage: 'keychain',
        keyFile: false,
      },
      dataFolder: '/home/ilse/.local/share/Conch',
      libraryFolder: `/home/ilse/${name}`,
      freeBytes: 5_000_000_000,
      priceTableVersion: 4,
    },
    queue: undefined,
    troubles: [{ at: Date.UTC(2026, 10, 20), of: 'failed', providerId: 'one', failure }],
    system: { platform: 'linux', release: '6.1', architecture: 'x64', versions: { node: '24.1.0' } },
    homeFolder: '/home/ilse',
  };
}

describe('diagnostics', () => {
  it('hold nothing that was typed by the person, written by a vendor, or secret', () => {
    const text = diagnosticsText(facts());
    expect(findIn('diagnostics', text, [secret])).toEqual([]);
    for (const own of ['Ilse', 'ilse', 'Grandmother', secret.slice(-4), secret.toLowerCase(), '77.31', 's3.example'])
      expect(text).not.toContain(own);
  });

  it('hold what helps', () => {
    const text = diagnosticsText(facts());
    expect(text).toContain('Conch 1.2.3, browser');
    expect(text).toContain('Clips 7, running 1, needing attention 2, failed 3');
    expect(text).toContain('one: key keychain, address changed, 3 at once');
    expect(text).toContain('Proxy http, user set, password keychain');
    expect(text).toContain('2026-11-20T00:00:00.000Z failed one moderation at submit charged no HTTP 403');
  });

  it.each([
    ['1026', 'code 1026'],
    ['used_up', 'code used_up'],
    ['ERROR', 'code ERROR'],
    ['Ilse', undefined],
    ['a storm over the harbour', undefined],
  ])('take the code %s for %s', (vendorCode, told) => {
    const { troubles, ...rest } = facts();
    const text = diagnosticsText({
      ...rest,
      troubles: troubles.map((one) => ({ ...one, failure: { ...one.failure, vendorCode } })),
    });
    if (told === undefined) expect(text).not.toContain('code ');
    else expect(text).toContain(told);
  });
});

describe('a folder', () => {
  it.each([
    ['/home/ilse/.local/share/Conch', '~/…(2)/Conch'],
    ['/home/ilse', '~/'],
    ['/Volumes/Ilse’s disk/clips', '/…(2)/…'],
    ['/home/ilse2/Conch', '/…(2)/Conch'],
  ])('%s is shortened to %s', (path, shown) => {
    expect(shortenPath(path, '/home/ilse')).toBe(shown);
  });

  it('of Windows loses the name of its person as well', () => {
    expect(shortenPath('C:\\Users\\Ilse\\Videos\\library', 'C:\\Users\\Ilse')).toBe('~/…(1)/library');
  });
});
