import type { Dispatcher } from 'undici';
import type { ImageHostTest, ImageHostView, Input } from '../../shared/contract.ts';
import { failure, failureFrom, FailureError } from '../../shared/failure.ts';
import { imageHostState, type ImageHostState } from '../../shared/image-host.ts';
import type { Job } from '../../shared/job.ts';
import { judgeUrl } from '../../shared/public-url.ts';
import { says, sentence } from '../../shared/sentence.ts';
import type { Clock, Log } from '../host.ts';
import type { KeyStore } from '../library/key-store.ts';
import type { PictureStore } from '../library/picture-store.ts';
import type { SettingsStore } from '../library/settings-store.ts';
import { openBucket, type Bucket } from './bucket.ts';
import { createHostDispatcher, type HostDispatcherOptions } from './host-policy.ts';
import { createKeyPairStore } from './key-pair.ts';
import { objectNameOf, type BucketLocation } from './location.ts';
import { createSweeper } from './sweeper.ts';
import { tryHost } from './try-host.ts';
import { createUploadList, type Upload } from './upload-list.ts';

/** The person's own bucket: pictures go there for providers that take only an address, and go away afterwards. */
export interface ImageHost {
  view(): ImageHostView;
  /** What it can do for a provider at this origin. */
  stateFor(providerOrigin: string): ImageHostState;
  save(input: Input<'imageHost.save'>): Promise<ImageHostView>;
  clear(): Promise<ImageHostView>;
  test(): Promise<ImageHostTest>;
  /**
   * Puts the picture there and gives back a link to it, which is never stored. May be repeated.
   * @throws {FailureError} with stage `upload`, or the signal's reason
   */
  upload(job: Job, pictureId: string, signal: AbortSignal): Promise<string>;
  /** Failed uploads in a row, over all clips. */
  troubles(): number;
  secrets(): string[];
  /** A clip may have ended. */
  look(): void;
  /** The system has opened the stored key pair. */
  keyOpened(): void;
  load(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface ImageHostOptions {
  dataFolder: string;
  settings: SettingsStore;
  keys: KeyStore;
  pictures: Pick<PictureStore, 'read'>;
  job(id: string): Job | undefined;
  /** Whether a key may be kept in a private file here. */
  keyFile: boolean;
  clock: Clock;
  log: Log;
  /** The view has changed. */
  changed(view: ImageHostView): void;
  settingsChanged(): void;
  /** Something was mended: what waited for it may go on. */
  mended(): void;
  /** Makes connections go through a proxy where one is set. */
  through?: HostDispatcherOptions['through'];
  /** Stands in for the network in tests. */
  dispatcherFor?: (endpoint: string) => Dispatcher;
}

/**
 * Two hours. A provider may fetch the picture when it takes the request or when its queue gets to it; a clip takes minutes, and
 * a queue of half an hour is the longest that we plan for (schedule.ts slows down then). Four times that. Longer would gain
 * nothing: the picture is deleted when its clip has ended, and then the link leads nowhere. S3 allows an IAM user
 * seven days at most (AWS knowledge centre, "presigned URL … expiring before", checked 2026-11-21).
 */
export const linkLifeSeconds = 2 * 60 * 60;
const clearGraceMs = 5000;
const testTimeoutMs = 60_000;
/** Beyond this the host's clock is thought to be wrong rather than ours. */
const mostSkewMs = 15 * 60_000;

export function createImageHost(options: ImageHostOptions): ImageHost {
  const { settings, pictures, clock, log, through } = options;
  const { dispatcherFor = (endpoint) => createHostDispatcher(endpoint, { ...(through && { through }) }) } = options;
  const keyPairs = createKeyPairStore(options.keys);
  const list = createUploadList(options.dataFolder, log);
  /** One for each endpoint for good; no connection is kept open between calls. */
  const dispatchers = new Map<string, Dispatcher>();
  let troubles = 0;

  function bucketAt(location: BucketLocation): Bucket | undefined {
    const keyPair = keyPairs.pair();
    if (keyPair === undefined) return undefined;
    const dispatcher = dispatchers.get(location.endpoint) ?? dispatcherFor(location.endpoint);
    dispatchers.set(location.endpoint, dispatcher);
    return openBucket({ location, keyPair, dispatcher, now: () => clock.now() });
  }

  function view(): ImageHostView {
    return {
      configured: settings.get().imageHost !== undefined,
      keyState: keyPairs.state(),
      leftBehind: list.all().length,
    };
  }

  function told(): ImageHostView {
    const now = view();
    options.changed(now);
    return now;
  }

  function mended(): ImageHostView {
    troubles = 0;
    options.settingsChanged();
    sweeper.mended();
    options.mended();
    return told();
  }

  const sweeper = createSweeper({ list, job: options.job, bucketAt, clock, log, changed: () => void told() });

  async function put(upload: Upload, pictureId: string, bucket: Bucket, signal: AbortSignal): Promise<string> {
    const { picture, bytes } = await pictures.read(pictureId);
    const { versionId, hostTimeMs } = await bucket.put(upload.name, { bytes, type: picture.type }, signal);
    const isListed = list.all().some(({ name }) => name === upload.name);
    if (versionId !== undefined && isListed) await list.put({ ...upload, versionId });
    const ownMs = clock.now();
    // The host judges a link by its own clock; one that is signed a minute ahead of it would not be valid yet.
    const atMs = hostTimeMs !== undefined && Math.abs(hostTimeMs - ownMs) < mostSkewMs ? hostTimeMs : ownMs;
    return bucket.presign(upload.name, { lifeSeconds: linkLifeSeconds, atMs });
  }

  return {
    view,
    stateFor: (providerOrigin) =>
      imageHostState(settings.get().imageHost, keyPairs.pair() !== undefined, providerOrigin),
    async save({ settings: next, keyPair, inFile }) {
      const before = settings.get().imageHost;
      settings.update({ imageHost: next });
      try {
        if (keyPair !== undefined) await keyPairs.set(keyPair, { inFile: inFile && options.keyFile });
      } catch (thrown) {
        // Half of it saved would send the old key pair to the new place.
        settings.update({ imageHost: before ?? null });
        throw thrown;
      }
      return mended();
    },
    async clear() {
      // What can be deleted by now is deleted while there is a key to do it with.
      await Promise.race([sweeper.sweepNow(), new Promise<void>((resolve) => void clock.after(clearGraceMs, resolve))]);
      if (keyPairs.state().source !== 'environment') await keyPairs.clear();
      settings.update({ imageHost: null });
      return mended();
    },
    async test() {
      const host = settings.get().imageHost;
      if (host === undefined) return { works: false, ...says('No image host is set up yet.') };
      const bucket = bucketAt(host);
      if (bucket === undefined) return { works: false, ...says(missingKey) };
      const isPublic = judgeUrl(host.endpoint) === 'public';
      const signal = AbortSignal.timeout(testTimeoutMs);
      try {
        return await tryHost(bucket, { prefix: host.prefix, isPublic, now: () => clock.now(), signal });
      } catch (thrown) {
        if (!signal.aborted) throw thrown;
        return { works: false, ...says('Your image host did not answer in time.') };
      }
    },
    async upload(job, pictureId, signal) {
      const host = settings.get().imageHost;
      const bucket = host && bucketAt(host);
      if (host === undefined || bucket === undefined) {
        throw new FailureError(failure('key-missing', [missingKey, sentence('The clip waits until then.')], unsent));
      }
      const uploadedAt = clock.now();
      const { endpoint, region, bucket: bucketName, prefix } = host;
      const upload: Upload = {
        jobId: job.id,
        name: `${prefix}${objectNameOf(job.id)}`,
        location: { endpoint, region, bucket: bucketName },
        uploadedAt,
        linkEndsAt: uploadedAt + linkLifeSeconds * 1000,
      };
      const release = sweeper.hold(upload.name);
      try {
        // On disk first: what is uploaded and then forgotten would lie there for good.
        if (host.deleteAfterUse) await list.put(upload);
        const link = await put(upload, pictureId, bucket, signal);
        troubles = 0;
        return link;
      } catch (thrown) {
        if (!signal.aborted) troubles += 1;
        throw thrown instanceof FailureError ? new FailureError({ ...unsent, ...failureFrom(thrown) }) : thrown;
      } finally {
        release();
        told();
      }
    },
    troubles: () => troubles,
    secrets: () => keyPairs.secrets(),
    look: () => sweeper.look(),
    keyOpened: () => void mended(),
    load: () => list.load(),
    start: () => sweeper.start(),
    stop: () => sweeper.stop(),
  };
}

const missingKey = sentence('The key pair of your image host is missing. Add it in Settings, under Image host.');
const unsent = { stage: 'upload', charged: 'no' } as const;
