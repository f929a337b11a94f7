import { jobIdSchema } from '../../shared/job.ts';
import { sidecarSchema, type Sidecar } from '../library/sidecar.ts';

/** Reads a sidecar that may come from anywhere. Pure. */

/** Far above the longest prompt and note in the widest spelling. */
export const largestSidecarBytes = 2 * 1024 * 1024;

export type SidecarReading = { sidecar: Sidecar } | { reason: string };

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
    return { reason: 'This is no readable JSON text.' };
  }
  if (typeof content !== 'object' || content === null || !('format' in content)) return undefined;
  if (typeof content.format !== 'string' || !content.format.startsWith('conch-clip-')) return undefined;
  if (content.format !== 'conch-clip-1') return { reason: 'A newer version of Conch wrote this. Update Conch first.' };
  const parsed = sidecarSchema.safeParse(content);
  if (!parsed.success) return { reason: 'The description of the clip is damaged.' };
  const wrong = nonsenseIn(parsed.data);
  return wrong === undefined ? { sidecar: parsed.data } : { reason: wrong };
}

function nonsenseIn({ id, remoteId, asset, ...times }: Sidecar): string | undefined {
  if (!jobIdSchema.safeParse(id).success) return 'The description has no usable id.';
  if (remoteId === '') return 'The description does not say which job of the provider it was.';
  const { createdAt, acceptedAt, finishedAt, savedAt } = times;
  if ([createdAt, acceptedAt, finishedAt, savedAt].some((at) => !(at >= 0 && at <= lastMoment))) {
    return 'The description has an impossible date.';
  }
  if (!sha256Pattern.test(asset.sha256)) return 'The description has no usable fingerprint of the clip.';
  if (!Number.isSafeInteger(asset.sizeBytes) || asset.sizeBytes <= 0 || asset.sizeBytes > largestClipBytes) {
    return 'The description has an impossible size.';
  }
  return undefined;
}
