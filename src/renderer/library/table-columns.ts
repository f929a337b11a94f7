import type { ClipSortKey } from '../../shared/clip-query.ts';
import type { Job } from '../../shared/job.ts';
import type { Download } from '../store/session.ts';
import { stateText } from './tile-facts.ts';
import { momentText } from './times.ts';
import { key } from '../texts/index.ts';
import { bytes, seconds } from '../texts/format.ts';

export interface CellFacts {
  providerName: string;
  modelName: string;
  download: Download | undefined;
  now: number;
}

export interface TableColumn {
  /** To be said by `t`. */
  name: string;
  /** The mark of the state stands before the words. */
  hasMark?: boolean;
  /** Absent: the list cannot be put in order by it. */
  sort?: ClipSortKey;
  widthPixels: number;
  isNumber?: boolean;
  text: (job: Job, facts: CellFacts) => string;
}

/** What the table says of a clip beside its prompt, from left to right; where there is no room the later ones go first. */
const columns: readonly TableColumn[] = [
  {
    name: key('State'),
    hasMark: true,
    sort: 'state',
    widthPixels: 128,
    text: (job, { download }) => stateText(job, download),
  },
  {
    name: key('Made'),
    sort: 'created',
    widthPixels: 140,
    text: ({ createdAt }, { now }) => momentText(createdAt, now),
  },
  { name: key('Provider'), sort: 'provider', widthPixels: 108, text: (_job, { providerName }) => providerName },
  { name: key('Rating'), sort: 'rating', widthPixels: 76, text: ({ keeping }) => '★'.repeat(keeping?.rating ?? 0) },
  { name: key('Length'), sort: 'duration', widthPixels: 68, isNumber: true, text: lengthText },
  { name: key('Resolution'), widthPixels: 92, isNumber: true, text: ({ request }) => request.resolution ?? '' },
  { name: key('Size'), sort: 'size', widthPixels: 80, isNumber: true, text: fileSizeText },
  { name: key('Model'), widthPixels: 120, text: (_job, { modelName }) => modelName },
];

/** Poster and prompt together, at the least. */
const promptMin = 260;
const gap = 12;

/** As many columns as fit beside the prompt into a width in pixels. Pure. */
export function columnsFor(widthPixels: number): TableColumn[] {
  let left = widthPixels - promptMin;
  return columns.filter(({ widthPixels: own }) => {
    left -= own + gap;
    return left >= 0;
  });
}

/** For `grid-template-columns`. */
export function tracksOf(shown: readonly TableColumn[]): string {
  return ['minmax(0, 1fr)', ...shown.map(({ widthPixels }) => `${widthPixels}px`)].join(' ');
}

function lengthText({ request, progress }: Job): string {
  const made = progress.state === 'done' ? progress.asset.durationSeconds : undefined;
  const length = made ?? request.durationSeconds;
  return length === undefined ? '' : seconds(length);
}

function fileSizeText({ progress }: Job): string {
  return progress.state === 'done' ? bytes(progress.asset.sizeBytes) : '';
}
