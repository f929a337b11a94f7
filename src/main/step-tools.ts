import type { Announcement } from '../shared/contract.ts';
import { estimate, kept } from '../shared/estimate.ts';
import { isIn, type JobIn } from '../shared/job.ts';
import { downloadOutput, type VerifiedPart } from './download/download-output.ts';
import { createNetworkPolicy, type NetworkPolicy } from './download/network-policy.ts';
import type { Clock } from './host.ts';
import type { Through } from './network/connect-through.ts';
import type { ImageHost } from './image-host/image-host.ts';
import { objectNameOf } from './image-host/location.ts';
import type { StepTools } from './jobs/steps.ts';
import type { MediaStore } from './library/media-store.ts';
import type { PictureStore } from './library/picture-store.ts';
import type { Probe } from './probe.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { Provider } from './providers/provider.ts';

export interface StepToolsOptions {
  access: ProviderAccess;
  media: MediaStore;
  pictures: PictureStore;
  clock: Clock;
  through: Through;
  imageHost: Pick<ImageHost, 'stateFor' | 'upload' | 'troubles'>;
  probe?: Probe | undefined;
  announce(announcement: Announcement): void;
  /** Writes prompt and settings into a verified download, where that is wanted. Never rejects. */
  tag(job: JobIn<'downloading'>, part: VerifiedPart): Promise<VerifiedPart>;
}

/** Gives the engine's steps the real world. */
export function createStepTools({
  access,
  media,
  pictures,
  imageHost,
  clock,
  through,
  probe,
  announce,
  tag,
}: StepToolsOptions) {
  // One per origin for good: each keeps connections of its own.
  const policies = new Map<string, NetworkPolicy>();
  function policyFor(loopbackOrigin: string): NetworkPolicy {
    const policy = policies.get(loopbackOrigin) ?? createNetworkPolicy({ loopbackOrigin, through });
    policies.set(loopbackOrigin, policy);
    return policy;
  }

  return (provider: Provider): StepTools => ({
    provider,
    key: access.key(provider.id),
    origin: access.origin(provider.id),
    keyFingerprint: access.fingerprint(provider.id),
    estimate: (request) => kept(estimate(request, access.prices(provider.id))),
    http: ({ jobId, ...options }) => access.http(provider, { ...options, privateNames: [objectNameOf(jobId)] }),
    keptPicture: async (pictureId) => (await pictures.read(pictureId)).picture,
    pictureDataUrl: (pictureId) => pictures.dataUrl(pictureId),
    imageHost: {
      state: imageHost.stateFor(access.origin(provider.id)),
      upload: (job, pictureId, signal) => imageHost.upload(job, pictureId, signal),
      troubles: () => imageHost.troubles(),
    },
    async download(output, { jobId, loopbackOrigin, signal }) {
      probe?.('download-begins');
      const outcome = await downloadOutput(output, {
        partPath: media.partPath(jobId),
        policy: policyFor(loopbackOrigin),
        signal,
        now: () => clock.now(),
        onProgress(receivedBytes, totalBytes) {
          probe?.('download-moves');
          announce({
            event: 'download.progressed',
            payload: { id: jobId, receivedBytes, ...(totalBytes !== undefined && { totalBytes }) },
          });
        },
      });
      probe?.('download-verified');
      return outcome;
    },
    async adopt(job, part) {
      const asset = await media.adopt(job, isIn(job, 'downloading') ? await tag(job, part) : part);
      probe?.('clip-adopted');
      return asset;
    },
    now: () => clock.now(),
    dice: Math.random,
    pollOverrideMs: access.pollOverrideMs,
  });
}
