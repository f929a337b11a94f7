import { jobIdSchema } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { sidecarSchema, type Sidecar } from '../library/sidecar.ts';

/** Reads a sidecar that may come from anywhere. Pure. */

/** Far above the longest prompt and note in the widest spelling. */
export const largestSidecarBytes = 2 * 1024 * 1024;

export type SidecarReading = { sidecar: Sidecar } | { reason: Sentence };

/** The end of the year 9999: later dates have no usual spelling. */
const lastMoment = Date.UTC(9999, 11, 31);
const sha256Pattern = /^[0-9a-f]{64}$/;
const largestClipBytes = 4 * 1024 ** 3;

/** Undefined: JSON of another kind, that is none of ours. */
export function parseSidecar(bytes: Uint8Array): SidecarReading | undefined {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { reason: sentence('This is no readable JSON text.') };
  }
  if (typeof content !== 'object' || content === null || !('format' in content)) return undefined;
  if (typeof content.format !== 'string' || !content.format.startsWith('conch-clip-')) return undefined;
  if (content.format !== 'conch-clip-1')
    return { reason: sentence('A newer version of Conch wrote this. Update Conch first.') };
  const parsed = sidecarSchema.safeParse(content);
  if (!parsed.success) return { reason: sentence('The description of the clip is damaged.') };
  const wrong = nonsenseIn(parsed.data);
  return wrong === undefined ? { sidecar: parsed.data } : { reason: wrong };
}

function nonsenseIn({ id, remoteId, asset, ...times }: Sidecar): Sentence | undefined {
  if (!jobIdSchema.safeParse(id).success) return sentence('The description has no usable id.');
  if (remoteId === '') return sentence('The description does not say which job of the provider it was.');
  const { createdAt, acceptedAt, finishedAt, savedAt } = times;
  if ([createdAt, acceptedAt, finishedAt, savedAt].some((at) => !(at >= 0 && at <= lastMoment))) {
    return sentence('The description has an impossible date.');
  }
  if (!sha256Pattern.test(asset.sha256)) return sentence('The description has no usable fingerprint of the clip.');
  if (!Number.isSafeInteger(asset.sizeBytes) || asset.sizeBytes <= 0 || asset.sizeBytes > largestClipBytes) {
    return sentence('The description has an impossible size.');
  }
  return undefined;
}
