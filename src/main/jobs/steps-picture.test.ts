import { describe, expect, it } from 'vitest';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import type { ImageRules } from '../../shared/model.ts';
import type { KeptPicture } from '../../shared/request.ts';
import { noImageHost, sampleJob, sampleModel, samplePicture, sampleProvider, sampleRequest } from './job-samples.ts';
import { prepare, type StepTools, type UploadTools } from './steps.ts';

/** The last look at a picture before anything is sent: at its bytes, whatever the request says about them. */
const now = 1_000_000;
const signal = new AbortController().signal;
const queued = sampleJob({ state: 'queued', attempts: 0, dueAt: 0 }) as JobIn<'queued'>;

function tools(change: Partial<StepTools>): StepTools {
  const never = () => Promise.reject(new Error('prepare needs no such tool'));
  return {
    provider: sampleProvider(),
    key: 'a-key',
    origin: 'https://provider.example',
    keyFingerprint: '0011aabb',
    estimate: () => undefined,
    http: () => ({ call: never }),
    imageHost: noImageHost,
    keptPicture: async () => samplePicture,
    pictureDataUrl: async () => 'data:image/png;base64,AA==',
    download: never,
    adopt: never,
    now: () => now,
    dice: () => 0.5,
    pollOverrideMs: undefined,
    ...change,
  };
}

describe('a picture before it is sent', () => {
  const image = {
    use: 'optional',
    sources: ['file'],
    types: ['image/png'],
    maxBytes: 9e9,
    shortSideOverPixels: 300,
    minRatio: 0.4,
    maxRatio: 2.5,
    ratioExclusive: false,
  } satisfies ImageRules;
  const fromPicture = sampleProvider({ models: [{ ...sampleModel, image }] });
  const pictureJob: JobIn<'queued'> = {
    ...queued,
    request: { ...sampleRequest, firstFrame: { kind: 'picture', picture: samplePicture } },
  };

  describe('where the provider takes only an address', () => {
    const provider = sampleProvider({ models: [{ ...sampleModel, image: { ...image, sources: ['url'] } }] });
    const link = 'https://s3.example.com/bucket/0a1b?X-Amz-Signature=00';
    const host = (change: Partial<UploadTools>) =>
      tools({ provider, imageHost: { state: 'ready', upload: async () => link, troubles: () => 4, ...change } });
    const failing = (why: Failure) => host({ upload: () => Promise.reject(new FailureError(why)) });

    it('uploads first and hands over the link; the request is hashed without it', async () => {
      const prepared = await prepare(pictureJob, host({}), signal);
      expect(prepared).toMatchObject({ ready: { firstFrame: { kind: 'url', url: link } } });
      const again = await prepare(pictureJob, host({ upload: async () => `${link}11` }), signal);
      expect(
        'intent' in again && 'intent' in prepared && again.intent.requestHash === prepared.intent.requestHash,
      ).toBe(true);
    });

    it('without an image host nothing is sent, and the two ways are said', async () => {
      expect(await prepare(pictureJob, host({ state: 'absent' }), signal)).toMatchObject({
        refused: { type: 'submit-rejected', failure: { message: expect.stringContaining('set up an image host') } },
      });
      expect(await prepare(pictureJob, host({ state: 'private' }), signal)).toMatchObject({
        refused: { type: 'submit-rejected', failure: { message: expect.stringContaining('cannot reach') } },
      });
    });

    it('a missing or refused key waits for the person; the rest comes back by itself, later each time', async () => {
      const facts = { stage: 'upload', charged: 'no' } as const;
      for (const kind of ['key-missing', 'key-rejected', 'not-permitted'] as const) {
        const refused = await prepare(pictureJob, failing(failure(kind, 'no', facts)), signal);
        expect(refused).toMatchObject({ refused: { type: 'submit-deferred', dueAt: now + 5 * 60_000 } });
      }
      // Half of the ceiling of 2^4 seconds, with these dice.
      const refused = await prepare(pictureJob, failing(failure('network', 'no', facts)), signal);
      expect(refused).toMatchObject({ refused: { type: 'submit-deferred', dueAt: now + 8000, failure: facts } });
    });

    it('a picture that is gone is refused, not tried for ever', async () => {
      expect(await prepare(pictureJob, failing(failure('invalid-image', 'gone')), signal)).toMatchObject({
        refused: { type: 'submit-rejected', failure: { message: 'gone' } },
      });
    });

    it('is broken off when Conch quits', async () => {
      const quitting = new AbortController();
      quitting.abort(new Error('quitting'));
      const tool = host({ upload: () => Promise.reject(quitting.signal.reason as Error) });
      await expect(prepare(pictureJob, tool, quitting.signal)).rejects.toThrow('quitting');
    });

    it('a provider that takes both gets an address only where that is the surer way', async () => {
      const both = (saferByUrl: boolean) =>
        sampleProvider({ models: [{ ...sampleModel, image: { ...image, sources: ['file', 'url'], saferByUrl } }] });
      const { imageHost } = host({});
      expect(await prepare(pictureJob, tools({ provider: both(true), imageHost }), signal)).toMatchObject({
        ready: { firstFrame: { kind: 'url' } },
      });
      expect(await prepare(pictureJob, tools({ provider: both(false), imageHost }), signal)).toMatchObject({
        ready: { firstFrame: { kind: 'data' } },
      });
    });
  });

  it('hands the picture over as a data URL, and refuses when it is gone', async () => {
    expect(await prepare(pictureJob, tools({ provider: fromPicture }), signal)).toMatchObject({
      ready: { firstFrame: { kind: 'data', dataUrl: 'data:image/png;base64,AA==' } },
    });
    for (const tool of ['pictureDataUrl', 'keptPicture'] as const) {
      const gone = tools({ provider: fromPicture, [tool]: () => Promise.reject(new Error('ENOENT')) });
      expect(await prepare(pictureJob, gone, signal)).toMatchObject({
        refused: {
          type: 'submit-rejected',
          failure: {
            kind: 'invalid-image',
            message: expect.stringContaining('no longer in the library'),
            charged: 'no',
          },
        },
      });
    }
  });

  it.each<[string, Partial<KeptPicture>, RegExp]>([
    ['turned', { orientation: 6 }, /saved upright/],
    ['smaller', { widthPixels: 100, heightPixels: 100 }, /shorter side/],
    ['of another type', { type: 'image/gif' }, /is GIF/],
    [
      'in the colours of print',
      { coding: { colour: 'cmyk', bitsPerChannel: 8, hasAlpha: false, isAnimated: false } },
      /CMYK/,
    ],
  ])('refuses a picture whose bytes are %s, whatever the request says', async (_name, truth, why) => {
    const keptPicture = async () => ({ ...samplePicture, ...truth });
    const never = () => Promise.reject(new Error('must not be read for sending'));
    const prepared = await prepare(
      pictureJob,
      tools({ provider: fromPicture, keptPicture, pictureDataUrl: never }),
      signal,
    );
    expect(prepared).toMatchObject({
      refused: { type: 'submit-rejected', failure: { message: expect.stringMatching(why), charged: 'no' } },
    });
  });
});
