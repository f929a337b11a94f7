import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import type { ResolvedRequest } from '../../../src/main/providers/provider.ts';
import { startRig, type Rig } from './rig.ts';

/** Lineage is for the library's eyes: even an adapter that is handed it by mistake says nothing of it. */
const parentId = '3f0c1f9e-55a1-4b0e-9d3c-0a5a4f6f7c11';

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(() => rig.stop());

  it.each(provider.models.map(({ id, image }) => [id, image] as const))(
    'L1 %s sends no word of it',
    async (modelId, image) => {
      const firstFrame = { kind: 'url', url: 'https://pictures.example.com/a.jpg' } as const;
      const withLineage = { modelId, continues: parentId, ...(image && { firstFrame }) } as Partial<ResolvedRequest>;
      await rig.submit({ status: 400, json: { message: 'no' } }, { request: withLineage });
      expect(rig.server.received.length).toBeGreaterThan(0);
      const words = rig.server.received
        .map(({ target, headers, body }) => `${target} ${JSON.stringify(headers)} ${body.toString('utf8')}`)
        .join();
      expect(words).toContain('A calm sea');
      expect(words).not.toContain(parentId);
      expect(words).not.toContain('continues');
    },
  );
});
