import type { Asset, Job } from '../../shared/job.ts';

/** Names of clips on disk. Always made here, never by a provider. Pure. */

const longestSlug = 48;
/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/**
 * A prompt as part of a file name: letters and digits of any script, words joined by hyphens, accents on Latin letters
 * dropped, at most 48 characters. Never empty.
 */
export function slugOf(prompt: string): string {
  const plain = prompt
    .toWellFormed()
    .normalize('NFKD')
    .replaceAll(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if ([...longer].length > longestSlug) break;
    slug = longer;
  }
  // One word that is longer than everything, as in scripts that leave no spaces, is cut.
  if (slug === '') slug = [...(words[0] ?? '')].slice(0, longestSlug).join('');
  if (slug === '') return 'clip';
  return reserved.test(slug) ? `clip-${slug}` : slug;
}

const extensions: Record<Asset['type'], string> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** The two names that a job's clip may have, the usual one first; relative to the library folder, with `/`. */
export function clipPaths(job: Pick<Job, 'id' | 'createdAt' | 'request'>, type: Asset['type']): [string, string] {
  const created = new Date(job.createdAt);
  const month = `${created.getFullYear()}-${String(created.getMonth() + 1).padStart(2, '0')}`;
  const start = `${month}/${slugOf(job.request.prompt)}`;
  const extension = extensions[type];
  return [`${start}-${job.id.slice(0, 8)}.${extension}`, `${start}-${job.id}.${extension}`];
}

/** The sidecar lies beside its clip and has its name. */
export function sidecarOf(clipPath: string): string {
  return clipPath.replace(/\.[^./\\]+$/, '.json');
}

export const clipTypes = Object.keys(extensions) as Asset['type'][];
