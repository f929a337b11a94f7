import type { GenerationRequest } from './request.ts';

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

/** What stands in braces in a template. An unknown one stays out of the name. */
export const clipNameFields = [
  'date',
  'time',
  'provider',
  'model',
  'mode',
  'duration',
  'resolution',
  'prompt',
] as const;

export const usualClipNameTemplate = '{prompt}';
/** Together with the id and an extension it fits the 255 bytes of a file name everywhere. */
const longestNameBytes = 200;

/**
 * The name of a clip without its id and extension: safe on Windows, macOS and Linux for any template and any request.
 * The date and the time are those of the person's own calendar. Never empty.
 */
export function renderClipName(
  template: string,
  { request, createdAt }: { request: GenerationRequest; createdAt: number },
): string {
  const at = new Date(createdAt);
  const two = (number: number): string => String(number).padStart(2, '0');
  const values: Record<string, string> = {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}${two(at.getMinutes())}`,
    provider: slugOf(request.providerId),
    model: slugOf(request.modelId),
    mode: request.firstFrame === undefined ? 'text' : 'image',
    duration: request.durationSeconds === undefined ? '' : `${request.durationSeconds}s`,
    resolution: request.resolution ?? '',
    prompt: slugOf(request.prompt),
  };
  const text = template.replaceAll(/\{([a-z]+)\}/g, (_whole, field: string) => values[field] ?? '');
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    // What Windows forbids, and what hides or turns around what a name says.
    .replaceAll(/[<>:"/\\|?*{}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\uFFFD]+/gu, '-')
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[\s.~-]+|[\s.-]+$/g, '');
  const cut = withinBytes(plain, longestNameBytes).replaceAll(/[\s.-]+$/g, '');
  if (cut === '') return 'clip';
  return reserved.test(cut.split('.')[0]?.trim().toLowerCase() ?? '') ? `clip-${cut}` : cut;
}

/** Cut between what a person sees as single characters. */
function withinBytes(text: string, limitBytes: number): string {
  const encoder = new TextEncoder();
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > limitBytes) break;
    kept += segment;
  }
  return kept;
}
