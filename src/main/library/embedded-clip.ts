import { z } from 'zod';
import type { Asset, JobIn } from '../../shared/job.ts';
import { generationRequestSchema, type GenerationRequest, type Picture } from '../../shared/request.ts';
import { readRecord } from '../tags/tag-file.ts';
import type { Tags } from '../tags/tags.ts';
import { withoutSignatures, type Sidecar } from './sidecar.ts';

/**
 * What a clip says of itself, inside the file: how it was made, and nothing that its maker would not show. Notes,
 * tags, stars, what it cost, names of files and addresses that call somebody stay out: a video is passed on.
 */
const embeddedSchema = z.object({
  format: z.literal('conch-embedded-1'),
  id: z.uuid(),
  providerName: z.string().max(200),
  /** The provider's own id of the job. */
  remoteId: z.string().min(1).max(1000),
  request: generationRequestSchema,
  /** Epoch milliseconds. */
  createdAt: z.number(),
  acceptedAt: z.number(),
  finishedAt: z.number(),
  appVersion: z.string().max(100),
});
export type Embedded = z.infer<typeof embeddedSchema>;

export interface EmbeddedFacts {
  providerName: string;
  version: string;
}

const longestTitle = 120;

export function tagsFor(job: JobIn<'downloading'>, { providerName, version }: EmbeddedFacts): Tags {
  const { request, progress } = job;
  const embedded: Embedded = {
    format: 'conch-embedded-1',
    id: job.id,
    providerName,
    remoteId: progress.remote.id,
    request: shown(request),
    createdAt: job.createdAt,
    acceptedAt: progress.acceptedAt,
    finishedAt: progress.finishedAt,
    appVersion: version,
  };
  const { modelId, durationSeconds, resolution } = request;
  const settings = [
    providerName,
    modelId,
    durationSeconds === undefined ? [] : `${durationSeconds} s`,
    resolution ?? [],
  ];
  const [line = ''] = request.prompt.trim().split(/[\r\n]/u);
  const letters = [...line];
  return {
    title: letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : line,
    description: request.prompt,
    comment: settings.flat().join(', '),
    record: JSON.stringify(embedded),
  };
}

/** Undefined when the file says nothing of itself that is ours. Never rejects: the file may come from anywhere. */
export async function readEmbedded(path: string): Promise<Embedded | undefined> {
  try {
    const record = await readRecord(path);
    return record === undefined ? undefined : embeddedSchema.safeParse(JSON.parse(record)).data;
  } catch {
    // Not there, no video, or no JSON.
    return undefined;
  }
}

/** As a sidecar beside the clip would tell it. `savedAt`: when the file was last written, as far as anyone knows. */
export function sidecarFromEmbedded(embedded: Embedded, asset: Asset, savedAt: number): Sidecar {
  const { format: _format, id, request, ...rest } = embedded;
  return {
    format: 'conch-clip-1',
    id,
    providerId: request.providerId,
    modelId: request.modelId,
    request,
    savedAt,
    asset,
    ...rest,
  };
}

function shown(request: GenerationRequest): GenerationRequest {
  const { firstFrame, callbackUrl: _callback, ...rest } = withoutSignatures(request);
  if (firstFrame?.kind !== 'picture') return { ...rest, ...(firstFrame && { firstFrame }) };
  return { ...rest, firstFrame: { kind: 'picture', picture: nameless(firstFrame.picture) } };
}

function nameless({ edit, ...picture }: Picture): Picture {
  const { name: _name, ...rest } = picture;
  if (edit === undefined) return rest;
  const { name: _sourceName, ...source } = edit.source;
  return { ...rest, edit: { ...edit, source } };
}
