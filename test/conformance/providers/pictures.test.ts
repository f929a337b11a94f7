import { describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import { errorsWith, issuesWith } from './validated.ts';

/** Providers fetch a picture's address themselves, so what only this computer can reach is refused before paying. */
const withAddresses = providers.flatMap((provider) =>
  provider.models
    .filter(({ image }) => image?.sources.includes('url'))
    .map((model) => [`${provider.name}, ${model.name}`, provider, model.id] as const),
);

describe.each(withAddresses)('%s', (_name, provider, modelId) => {
  it.each([
    'https://localhost/a.jpg',
    'http://127.0.0.1:8080/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://192.168.0.9/a.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/a.jpg',
    'https://2130706433/a.jpg',
    'https://nas.local/a.jpg',
    'file:///home/me/a.jpg',
    'not an address',
  ])('C6 %s is refused', (url) => {
    expect(errorsWith(provider, { modelId, firstFrame: { kind: 'url', url } })).toMatchObject([
      { field: 'firstFrame' },
    ]);
  });

  it('C6 a public address is taken, over http with a warning', () => {
    const secure = { modelId, firstFrame: { kind: 'url', url: 'https://pictures.example.com/a.jpg' } } as const;
    const insecure = { modelId, firstFrame: { kind: 'url', url: 'http://pictures.example.com/a.jpg' } } as const;
    expect(errorsWith(provider, secure)).toEqual([]);
    expect(errorsWith(provider, insecure)).toEqual([]);
    expect(issuesWith(provider, insecure).length).toBe(issuesWith(provider, secure).length + 1);
  });
});
