import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { assetSchema, costSchema, type Asset, type Job, type JobIn } from '../../shared/job.ts';
import { keepingSchema } from '../../shared/keeping.ts';
import { generationRequestSchema, type GenerationRequest } from '../../shared/request.ts';

/**
 * What lies beside every clip as `<clip>.json`: enough to tell how it was made, and to bring it back into a library
 * that has lost its database. No key and no signed address.
 */
export const sidecarSchema = z.object({
  format: z.literal('conch-clip-1'),
  id: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  modelId: z.string(),
  /** The provider's own id of the job. */
  remoteId: z.string(),
  request: generationRequestSchema,
  /** Epoch milliseconds. */
  createdAt: z.number(),
  acceptedAt: z.number(),
  finishedAt: z.number(),
  savedAt: z.number(),
  cost: costSchema.optional(),
  asset: assetSchema,
  /** What the person added. Nonsense in it costs nothing else. */
  keeping: keepingSchema.optional().catch(undefined),
  /** The names of its collections, so that a rebuilt library has them too. */
  collections: z
    .array(z.object({ id: z.uuid(), name: z.string().min(1).max(100) }))
    .optional()
    .catch(undefined),
  appVersion: z.string(),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

export interface SidecarFacts {
  savedAt: number;
  providerName: string;
  version: string;
  /** The clip's collections that have a name. */
  collections?: { id: string; name: string }[];
}

export function sidecarFor(job: JobIn<'downloading' | 'done'>, asset: Asset, facts: SidecarFacts): Sidecar {
  const { remote, acceptedAt, finishedAt, cost } = job.progress;
  return {
    format: 'conch-clip-1',
    id: job.id,
    providerId: job.request.providerId,
    providerName: facts.providerName,
    modelId: job.request.modelId,
    remoteId: remote.id,
    request: withoutSignatures(job.request),
    createdAt: job.createdAt,
    acceptedAt,
    finishedAt,
    savedAt: facts.savedAt,
    ...(cost && { cost }),
    asset,
    ...(job.keeping && { keeping: job.keeping }),
    ...(facts.collections && facts.collections.length > 0 && { collections: facts.collections }),
    appVersion: facts.version,
  };
}

/** Whether the sidecar at this path belongs to the job; undefined when there is none that can be read. */
export async function sidecarBelongsTo(path: string, job: Pick<Job, 'id'>): Promise<boolean | undefined> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
  const parsed = sidecarSchema.pick({ id: true }).safeParse(content);
  return parsed.success ? parsed.data.id === job.id : undefined;
}

/** An address that opens something by itself must not travel with a file that people share. */
export function withoutSignatures(request: GenerationRequest): GenerationRequest {
  const { firstFrame, callbackUrl, ...rest } = request;
  return {
    ...rest,
    ...(firstFrame && {
      firstFrame: firstFrame.kind === 'url' ? { ...firstFrame, url: withoutSignature(firstFrame.url) } : firstFrame,
    }),
    ...(callbackUrl !== undefined && { callbackUrl: withoutSignature(callbackUrl) }),
  };
}

/** Parameters by which storages and gateways sign an address or let somebody in. */
const telling = /sig|token|key|secret|expires|credential|policy|auth|pass|session|x-(amz|goog|oss)-/i;

/** Drops credentials, the fragment, and the whole query if any part of it looks like a signature. */
function withoutSignature(address: string): string {
  const bare = address.replace(/#.*$/s, '').replace(/^([a-z]+:\/\/)[^/@?]*@/i, '$1');
  const query = bare.split('?').slice(1).join('?');
  return telling.test(query) ? bare.slice(0, bare.indexOf('?')) : bare;
}
