import { renderClipName, usualClipNameTemplate } from '../../shared/clip-name-template.ts';
import type { Asset, Job } from '../../shared/job.ts';

/** Names of clips on disk. Always made here, never by a provider. Pure. */

const extensions: Record<Asset['type'], string> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** The two names that a job's clip may have, the usual one first; relative to the library folder, with `/`. */
export function clipPaths(
  job: Pick<Job, 'id' | 'createdAt' | 'request'>,
  type: Asset['type'],
  template = usualClipNameTemplate,
): [string, string] {
  const start = `${monthOf(job)}/${renderClipName(template, job)}`;
  const extension = extensions[type];
  return [`${start}-${job.id.slice(0, 8)}.${extension}`, `${start}-${job.id}.${extension}`];
}

/**
 * For a disk that does not take a name as long as these: encrypted folders allow 143 bytes, which a prompt in a script
 * of three bytes a letter soon fills.
 */
export function shortClipPath(job: Pick<Job, 'id' | 'createdAt'>, type: Asset['type']): string {
  return `${monthOf(job)}/clip-${job.id}.${extensions[type]}`;
}

function monthOf({ createdAt }: Pick<Job, 'createdAt'>): string {
  const created = new Date(createdAt);
  return `${created.getFullYear()}-${String(created.getMonth() + 1).padStart(2, '0')}`;
}

/** The sidecar lies beside its clip and has its name. */
export function sidecarOf(clipPath: string): string {
  return clipPath.replace(/\.[^./\\]+$/, '.json');
}

/** Without the dot. */
export function extensionOf(type: Asset['type']): string {
  return extensions[type];
}

export const clipTypes = Object.keys(extensions) as Asset['type'][];

const clipExtension = /\.(mp4|m4v|webm|mov)$/i;

/** Whether a file may be a clip, by its name. */
export function isClipName(name: string): boolean {
  return clipExtension.test(name);
}
