import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureStore, type PictureStore } from '../../../src/main/library/picture-store.ts';
import { providers } from '../../../src/main/providers/index.ts';
import { openBench, type Bench } from '../../../src/main/simulator/bench.ts';
import { jpeg, png } from '../../../src/main/simulator/picture-samples.ts';
import type { ProviderName } from '../../../src/main/simulator/vendor.ts';
import { failureFrom } from '../../../src/shared/failure.ts';
import type { PicturePlan } from '../../../src/shared/picture/fix.ts';
import { fixesFor } from '../../../src/shared/picture/fixes.ts';
import type { KeptPicture } from '../../../src/shared/request.ts';
import { bigJpegOfBytes } from '../../support/big-jpeg.ts';
import { pictures, writeHugePicture } from '../../support/pictures.ts';
import { errorsWith } from './validated.ts';

/**
 * Every picture of the fixtures at every provider that takes one: it is taken as it is, or mended in one click, or
 * refused with a sentence. The strict simulator has the last word on each, on the bytes that it receives.
 */
type Verdict = 'as it is' | 'mended' | 'hopeless' | 'no picture';
const verdicts: Record<keyof typeof pictures, Verdict> = {
  photo: 'as it is',
  located: 'as it is',
  transparent: 'as it is',
  webp: 'as it is',
  turned: 'mended',
  cmyk: 'mended',
  deep: 'mended',
  animated: 'mended',
  avif: 'mended',
  heic: 'mended',
  small: 'mended',
  wide: 'mended',
  wider: 'mended',
  thread: 'hopeless',
  cut: 'no picture',
  text: 'no picture',
  empty: 'no picture',
  bomb: 'no picture',
};

const takers = providers.flatMap((provider) =>
  provider.models.flatMap((model) => (model.image === undefined ? [] : [{ provider, model, rules: model.image }])),
);
/** Ace Data Cloud fetches the picture itself; its rules are those of the others. */
const withHost = { imageHost: 'ready' } as const;

let bench: Bench;
let folder: string;
let store: PictureStore;
beforeAll(async () => {
  bench = await openBench();
  folder = await mkdtemp(join(tmpdir(), 'conch-pictures-'));
  store = createPictureStore(folder);
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function isTaken(providerId: string, dataUrl: string): Promise<boolean> {
  const field = providerId === 'novita' ? 'image' : 'first_frame_image';
  const path = providerId === 'pixazo' ? '/minimax-hailuo-ai/v1/imageToVideo' : undefined;
  const { status } = await bench.submit(providerId as ProviderName, { [field]: dataUrl }, path);
  if (status < 300) expect(bench.simulator.ledger.pictures().at(-1)).toMatchObject({ metadata: [] });
  return status < 300;
}

/** What the window would make of it, as far as a server looks. */
function made({ widthPixels, heightPixels }: PicturePlan, type: string): string {
  const bytes = type === 'image/png' ? png(widthPixels, heightPixels) : jpeg(widthPixels, heightPixels);
  return `data:${type};base64,${bytes.toString('base64')}`;
}

describe.each(takers)('$provider.name, $model.name', ({ provider, model, rules }) => {
  const takesBytes = rules.sources.includes('file');
  const errorsOf = (picture: KeptPicture) =>
    errorsWith(provider, { modelId: model.id, firstFrame: { kind: 'picture', picture } }, withHost);

  it.each(Object.entries(verdicts))('%s: %s', async (name, verdict) => {
    const bytes = await readFile(pictures[name as keyof typeof pictures]);
    let picture: KeptPicture;
    try {
      picture = await store.add(bytes, name);
    } catch (thrown) {
      expect(verdict).toBe('no picture');
      expect(failureFrom(thrown)).toMatchObject({ kind: 'invalid-image', message: expect.stringMatching(/\.$/) });
      return;
    }
    const errors = errorsOf(picture);
    const fixes = fixesFor(picture, rules);
    const isFine = errors.length === 0;
    const isForeign = !rules.types.includes(picture.type);
    const expected = verdict === 'as it is' && isForeign ? 'mended' : verdict;
    expect(isFine ? 'as it is' : fixes.length > 0 ? 'mended' : 'hopeless').toBe(expected);
    for (const { message } of errors) expect(message).toMatch(/^The picture .*\.$/);
    // Every error is mended by the same click, so the fixes stand at the first of them.
    if (!isFine) expect(errors[0]?.fixes.length).toBeGreaterThan(0);
    for (const { plan } of fixes) {
      expect(plan.maxBytes).toBe(rules.maxBytes);
      for (const type of takesBytes ? plan.types : []) expect(await isTaken(provider.id, made(plan, type))).toBe(true);
    }
    // Where a provider's own pages leave a type out, we are stricter than the server might be.
    if (takesBytes && (isFine || !isForeign))
      expect(await isTaken(provider.id, await store.dataUrl(picture.id))).toBe(isFine);
  });

  it('30 MB: refused with its size, and shrunk in one click', async () => {
    const picture = await store.add(bigJpegOfBytes(30_000_000));
    expect(errorsOf(picture)).toMatchObject([{ message: expect.stringContaining('30.0 MB') }]);
    expect(fixesFor(picture, rules)).toMatchObject([{ kind: 'shrink', plan: { maxBytes: rules.maxBytes } }]);
  });
});

it('108 megapixels are read, and shrunk in one click', async () => {
  const path = join(folder, 'huge.jpg');
  await writeHugePicture(path);
  const picture = await store.add(await readFile(path));
  for (const { rules } of takers) {
    const [fix] = fixesFor(picture, rules);
    expect(fix).toMatchObject({ kind: 'shrink' });
    const { widthPixels = 0, heightPixels = 0 } = fix?.plan ?? {};
    expect(widthPixels * heightPixels).toBeLessThanOrEqual(rules.maxPixels ?? 0);
    expect(widthPixels / heightPixels).toBeCloseTo(12_000 / 9000, 3);
  }
});

it('what is kept is named by its own bytes, and is what goes out', async () => {
  const { id, removed } = await store.add(await readFile(pictures.located));
  const { bytes } = await store.read(id);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(id);
  expect(removed).toEqual(['location', 'camera', 'time', 'text', 'thumbnail']);
  await isTaken('pixazo', await store.dataUrl(id));
  expect(bench.simulator.ledger.pictures().at(-1)).toMatchObject({ sha256: id, metadata: [] });
});
