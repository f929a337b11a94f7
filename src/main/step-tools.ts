import type { Announcement } from '../shared/contract.ts';
import type { Job } from '../shared/job.ts';
import { downloadOutput } from './download/download-output.ts';
import { createNetworkPolicy } from './download/network-policy.ts';
import type { Clock } from './host.ts';
import type { StepTools } from './jobs/steps.ts';
import type { MediaStore } from './library/media-store.ts';
import type { PictureStore } from './library/picture-store.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { Provider } from './providers/provider.ts';

export interface StepToolsOptions {
  access: ProviderAccess;
  media: MediaStore;
  pictures: PictureStore;
  clock: Clock;
  announce(announcement: Announcement): void;
}

/** Gives the engine's steps the real world. */
export function createStepTools({ access, media, pictures, clock, announce }: StepToolsOptions) {
  return (provider: Provider, _job: Job): StepTools => ({
    provider,
    key: access.key(provider.id),
    origin: access.origin(provider.id),
    keyFingerprint: access.fingerprint(provider.id),
    http: (options) => access.http(provider, options),
    pictureDataUrl: (pictureId) => pictures.dataUrl(pictureId),
    download: (output, { jobId, loopbackOrigin, signal }) =>
      downloadOutput(output, {
        partPath: media.partPath(jobId),
        policy: createNetworkPolicy({ loopbackOrigin }),
        signal,
        now: () => clock.now(),
        onProgress: (receivedBytes, totalBytes) =>
          announce({
            event: 'download.progressed',
            payload: { id: jobId, receivedBytes, ...(totalBytes !== undefined && { totalBytes }) },
          }),
      }),
    adopt: (job, part) => media.adopt(job, part),
    now: () => clock.now(),
    dice: Math.random,
    pollOverrideMs: access.pollOverrideMs,
  });
}
