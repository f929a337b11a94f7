import { describe, expect, it } from 'vitest';
import { findProvider, providers } from '../../../src/main/providers/index.ts';
import { modelSpecSchema } from '../../../src/shared/model.ts';
import { priceRowSchema, rowFor } from '../../../src/shared/price.ts';
import { providerIdSchema } from '../../../src/shared/request.ts';
import { fixtureIds } from './fixtures.ts';

describe('the registry', () => {
  it('has the five names that the window shows, exactly', () => {
    const names = Object.fromEntries(providers.map(({ id, name }) => [id, name]));
    expect(names).toMatchObject({
      acedata: 'Ace Data Cloud',
      appypie: 'Appy Pie',
      pixazo: 'Pixazo',
      aimlapi: 'AI/ML API',
      novita: 'Novita',
    });
  });

  it('has no id, name or origin twice', () => {
    for (const field of ['id', 'name', 'origin'] as const) {
      const values = providers.map((provider) => provider[field]);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('finds each by its id, and nothing else', () => {
    for (const provider of providers) expect(findProvider(provider.id)).toBe(provider);
    for (const id of ['', 'constructor', '__proto__', 'ACEDATA', 'minimax']) expect(findProvider(id)).toBeUndefined();
  });

  it('has fixtures for every entry, and no others', () => {
    expect(fixtureIds().sort()).toEqual(providers.map(({ id }) => id).sort());
  });

  it('has entries of one and the same silhouette', () => {
    const [first] = providers;
    if (first === undefined) throw new Error('the registry is empty');
    for (const provider of providers) {
      const { creditsPerDollar: _onlyWherePublished, balance: _onlyWhereDocumented, ...rest } = provider;
      expect(Object.keys(rest).sort()).toEqual(Object.keys(first).sort());
      expect(Object.keys(provider.pace).sort()).toEqual(Object.keys(first.pace).sort());
      expect(Object.keys(provider.links).sort()).toEqual(['billing', 'console', 'docs', 'keys']);
    }
  });
});

it('has a price for every clip of a provider of which one is known, and none where none is', () => {
  const priced = providers.filter(({ prices }) => prices.length > 0);
  expect(priced.map(({ id }) => id)).toEqual(['aimlapi', 'novita']);
  const amounts = (wanted: string) => providers.find(({ id }) => id === wanted)?.prices.map(({ amount }) => amount);
  expect(amounts('novita')).toEqual([0.28, 0.56, 0.49]);
  expect(amounts('aimlapi')).toEqual([0.294, 0.588, 0.5145]);
});

it('asks for a balance where a page documents the call, and nowhere else', () => {
  expect(providers.filter(({ balance }) => balance !== undefined).map(({ id }) => id)).toEqual(['aimlapi', 'novita']);
});

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  it('has an id that can stand in settings and in file names', () => {
    expect(providerIdSchema.safeParse(provider.id).success).toBe(true);
  });

  it('has an https origin and nothing behind it', () => {
    expect(new URL(provider.origin).origin).toBe(provider.origin);
    expect(provider.origin).toMatch(/^https:/);
  });

  it('has https links', () => {
    for (const link of Object.values(provider.links)) expect(new URL(link).protocol).toBe('https:');
  });

  it.each(provider.models.map((model) => [model.name, model] as const))('describes %s as data', (_model, model) => {
    expect(modelSpecSchema.strict().parse(model)).toEqual(model);
    expect(model.promptMaxLength).toBe(2000);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    if (model.durations.includes(10) && model.resolutions.includes('1080P')) {
      expect(model.refusedPairs).toEqual([{ durationSeconds: 10, resolution: '1080P' }]);
    } else {
      expect(model.refusedPairs).toEqual([]);
    }
  });

  it('has models with ids of their own', () => {
    const ids = provider.models.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps a pace that no page forbids', () => {
    const { concurrentClips, submitGapMs, firstPollMs, pollMs } = provider.pace;
    expect(concurrentClips).toBeGreaterThanOrEqual(1);
    expect(submitGapMs).toBeGreaterThanOrEqual(0);
    for (const gap of [firstPollMs, pollMs]) {
      expect(gap).toBeGreaterThanOrEqual(5000);
      expect(gap).toBeLessThanOrEqual(30_000);
    }
  });

  it('prices only what it offers, once each, with a date that is past', () => {
    for (const row of provider.prices) {
      expect(priceRowSchema.strict().parse(row)).toEqual(row);
      expect(Date.parse(row.asOf)).toBeLessThan(Date.now());
      const { modelId, durationSeconds, resolution } = row;
      const model = provider.models.find(({ id }) => id === modelId);
      if (durationSeconds !== undefined) expect(model?.durations).toContain(durationSeconds);
      if (resolution !== undefined) expect(model?.resolutions).toContain(resolution);
      expect(model?.refusedPairs).not.toContainEqual({ durationSeconds, resolution });
      const request = { providerId: provider.id, prompt: 'A calm sea', modelId, durationSeconds, resolution };
      expect(rowFor(JSON.parse(JSON.stringify(request)), provider.prices)?.amount).toBe(row.amount);
    }
  });

  it('says in plain words why a lost job cannot be looked for', () => {
    // A provider that can look needs the act in the core and in the window as well: neither is there yet.
    const { lookup } = provider;
    expect(lookup.possible ? '' : lookup.why).toMatch(/^[A-Z][^<>]+\.$/);
  });

  it('says in plain words what a failed job costs', () => {
    expect(provider.chargeNote).toMatch(/^[A-Z][^<>]+\.$/);
  });
});
