import type { UploadAnswer } from '../../shared/contract.ts';
import { largestListBytes, type ListUploadAnswer } from '../../shared/batch/list.ts';
import { failure, failureFrom } from '../../shared/failure.ts';
import { isIn, type Asset, type Job } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { MediaStore } from '../library/media-store.ts';
import type { PictureStore } from '../library/picture-store.ts';
import { serveFile } from './serve-file.ts';
import { windowFile } from './window-files.ts';

/**
 * Bytes for the window, by address: its own files, clips, posters, pictures, and uploads. Both hosts put it behind
 * their own front door; who may come in is decided there. Addresses name ids, never paths.
 */
export interface ContentOptions {
  rendererFolder: string;
  connectSources: readonly string[];
  job(id: string): Job | undefined;
  media: Pick<MediaStore, 'absolutePath' | 'posterPath' | 'savePoster'>;
  pictures: Pick<PictureStore, 'add' | 'path'>;
  posterMade(jobId: string): void;
  /** Keeps an uploaded list of clips until it is read; gives back its id. */
  keepList?(bytes: Uint8Array, name: string | undefined): string;
  /** The archive that an export has left to be fetched. */
  archive?(id: string): { path: string; name: string; type?: string } | undefined;
}

const largestPosterBytes = 512 * 1024;
/** Answers must not be taken for something else, kept by a proxy, or read by another site. */
const guards = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};
const kept = { 'cache-control': 'private, no-cache' };

type Route = (request: Request, id: string, options: ContentOptions) => Promise<Response>;

const routes: { method: RegExp; path: RegExp; answer: Route }[] = [
  { method: /^(GET|HEAD)$/, path: /^\/media\/clips\/([0-9a-f-]{36})$/, answer: clip },
  { method: /^(GET|HEAD)$/, path: /^\/media\/posters\/([0-9a-f-]{36})$/, answer: poster },
  { method: /^PUT$/, path: /^\/media\/posters\/([0-9a-f-]{36})$/, answer: keepPoster },
  { method: /^(GET|HEAD)$/, path: /^\/media\/pictures\/([0-9a-f]{64})$/, answer: picture },
  { method: /^(GET|HEAD)$/, path: /^\/media\/exports\/([0-9a-f-]{36})$/, answer: exported },
  { method: /^POST$/, path: /^\/media\/(pictures)$/, answer: keepPicture },
  { method: /^POST$/, path: /^\/media\/(lists)$/, answer: keepUploadedList },
];

export function createContent(options: ContentOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await answer(request, options);
    for (const [name, value] of Object.entries(guards)) response.headers.set(name, value);
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    return response;
  };
}

async function answer(request: Request, options: ContentOptions): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const route of routes) {
    const id = route.path.exec(pathname)?.[1];
    if (id !== undefined && route.method.test(request.method)) return route.answer(request, id, options);
  }
  if (pathname.startsWith('/media/') || !/^(GET|HEAD)$/.test(request.method)) return notFound();
  return (await windowFile(request, pathname, options.rendererFolder, options.connectSources)) ?? notFound();
}

async function clip(request: Request, id: string, { job, media }: ContentOptions): Promise<Response> {
  const asset = assetOf(job(id));
  const path = asset && (await media.absolutePath(asset));
  return path === undefined ? notFound() : fileOr404(request, path, asset?.type ?? 'video/mp4');
}

async function poster(request: Request, id: string, { media }: ContentOptions): Promise<Response> {
  const path = media.posterPath(id);
  return path === undefined ? notFound() : fileOr404(request, path, 'image/webp');
}

async function keepPoster(request: Request, id: string, { job, media, posterMade }: ContentOptions): Promise<Response> {
  if (assetOf(job(id)) === undefined) return notFound();
  const bytes = await readUpTo(request, largestPosterBytes);
  if (bytes === undefined) return plain(413, 'This poster is too large.');
  try {
    await media.savePoster(id, bytes);
  } catch (thrown) {
    return plain(422, failureFrom(thrown).message);
  }
  posterMade(id);
  return new Response(null, { status: 204 });
}

/** Undefined as soon as more comes than is allowed. */
async function readUpTo(request: Request, limitBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function picture(request: Request, id: string, { pictures }: ContentOptions): Promise<Response> {
  const found = await pictures.path(id);
  return found === undefined ? notFound() : fileOr404(request, found.path, found.type);
}

async function exported(request: Request, id: string, { archive }: ContentOptions): Promise<Response> {
  const found = archive?.(id);
  if (found === undefined) return notFound();
  const response = await fileOr404(request, found.path, found.type ?? 'application/zip');
  response.headers.set('content-disposition', `attachment; filename="${found.name}"`);
  return response;
}

async function keepPicture(request: Request, _id: string, { pictures }: ContentOptions): Promise<Response> {
  let body: UploadAnswer;
  try {
    body = { ok: true, picture: await pictures.add(request.body ?? new Uint8Array(), fileName(request)) };
  } catch (thrown) {
    body = { ok: false, failure: failureFrom(thrown) };
  }
  return Response.json(body, { status: body.ok ? 200 : 422 });
}

async function keepUploadedList(request: Request, _id: string, { keepList }: ContentOptions): Promise<Response> {
  if (keepList === undefined) return notFound();
  const bytes = await readUpTo(request, largestListBytes);
  const body: ListUploadAnswer =
    bytes === undefined
      ? { ok: false, failure: failure('invalid-request', tooLongList(), { stage: 'local', charged: 'no' }) }
      : { ok: true, uploadId: keepList(bytes, fileName(request)) };
  return Response.json(body, { status: body.ok ? 200 : 422 });
}

function tooLongList(): Sentence {
  return sentence('The list is larger than {{limit, bytes}}. Split it.', { limit: largestListBytes });
}

/** For the eye only: the type is read from the content, and the name on disk is the hash. */
function fileName(request: Request): string | undefined {
  try {
    const name = decodeURIComponent(request.headers.get('x-file-name') ?? '');
    // oxlint-disable-next-line no-control-regex -- a name must not bring control characters into the window
    return name.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 255) || undefined;
  } catch {
    return undefined;
  }
}

async function fileOr404(request: Request, path: string, type: string): Promise<Response> {
  try {
    return await serveFile(request, path, { 'content-type': type, ...kept });
  } catch {
    // Gone between the look and the opening.
    return notFound();
  }
}

function assetOf(job: Job | undefined): Asset | undefined {
  return job !== undefined && isIn(job, 'done') ? job.progress.asset : undefined;
}

function notFound(): Response {
  return plain(404, 'There is nothing here.');
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
