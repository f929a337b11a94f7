import { stringify } from 'csv-stringify/sync';
import { isIn, type Job } from '../../shared/job.ts';
import type { Sidecar } from '../library/sidecar.ts';
import { guardCell } from './csv-cell.ts';

/** The two lists of an export: one for spreadsheets, one for programs. Pure. */

/** One clip that is in the export. */
export interface ExportedClip {
  /** Of the clip inside the export, with `/`. */
  file: string;
  sidecar: Sidecar;
}

const columns = [
  'file',
  'id',
  'prompt',
  'provider',
  'model',
  'mode',
  'created',
  'finished',
  'seconds',
  'width',
  'height',
  'bytes',
  'sha256',
  'cost',
  'cost unit',
  'favourite',
  'rating',
  'tags',
  'note',
  'collections',
] as const;

/** Quoted throughout, UTF-8 with a mark at the start: what all spreadsheets read the same way. */
export const csvHead = `\uFEFF${line(columns)}`;

export function csvLine({ file, sidecar }: ExportedClip): string {
  const { asset, request, keeping, cost, collections = [] } = sidecar;
  return line([
    file,
    sidecar.id,
    request.prompt,
    sidecar.providerName,
    sidecar.modelId,
    request.firstFrame === undefined ? 'text' : 'image',
    new Date(sidecar.createdAt).toISOString(),
    new Date(sidecar.finishedAt).toISOString(),
    asset.durationSeconds ?? '',
    asset.widthPixels ?? '',
    asset.heightPixels ?? '',
    asset.sizeBytes,
    asset.sha256,
    cost?.amount ?? '',
    cost?.unit ?? '',
    keeping?.favourite === true ? 'yes' : 'no',
    keeping?.rating ?? 0,
    (keeping?.tags ?? []).join(', '),
    keeping?.note ?? '',
    collections.map(({ name }) => name).join(', '),
  ]);
}

function line(cells: readonly (string | number)[]): string {
  return stringify([cells.map((cell) => guardCell(String(cell)))], { quoted: true, record_delimiter: 'windows' });
}

/** The JSON list in pieces, so that no length of it is too much. */
export async function* jsonPieces(
  facts: { exportedAt: number; appVersion: string },
  clips: AsyncIterable<ExportedClip> | Iterable<ExportedClip>,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: 'conch-export-1', ...facts }).slice(0, -1)},"clips":[`;
  let isFirst = true;
  for await (const { file, sidecar } of clips) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify({ file, ...sidecar })}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

export async function* csvPieces(clips: AsyncIterable<ExportedClip>): AsyncGenerator<string> {
  yield csvHead;
  for await (const clip of clips) yield csvLine(clip);
}

/** The picture that a clip starts from, where it is one of the library. */
export function pictureOf(job: Job): string | undefined {
  const { firstFrame } = job.request;
  return isIn(job, 'done') && firstFrame?.kind === 'picture' ? firstFrame.picture.id : undefined;
}
