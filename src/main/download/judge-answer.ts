import { failure, type Failure } from '../../shared/failure.ts';
import { readRetryAfter } from '../../shared/retry-after.ts';
import { sentence } from '../../shared/sentence.ts';
import type { PartStamp } from './part-file.ts';

/** What to do with the head of an answer to a download. Pure. */
export type Judgement =
  /** Write the body from `offset` on; `totalBytes` and `etag` as far as the server tells. */
  | { act: 'take'; offset: number; totalBytes: number | undefined; etag: string | undefined }
  /** What was kept is of no use: ask once more, for the whole. */
  | { act: 'restart' }
  /** What was kept is all there is. */
  | { act: 'complete' }
  | { act: 'expired' | 'trouble'; failure: Failure };

export interface AnswerHead {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string | string[] | undefined>;
}

/** @param kept what was offered to be gone on with, if a range was asked for */
export function judgeAnswer({ status, headers }: AnswerHead, kept: PartStamp | undefined, now: number): Judgement {
  const etag = strongEtag(one(headers['etag']));
  if (status === 200) return { act: 'take', offset: 0, totalBytes: wholeNumber(one(headers['content-length'])), etag };
  if (status === 206 && kept !== undefined) {
    const range = contentRange(one(headers['content-range']));
    const isSame = etag === undefined || etag === kept.etag;
    const fits = range?.start === kept.flushedBytes && range.total === kept.totalBytes && range.end < range.total;
    if (!isSame || !fits) return { act: 'restart' };
    return { act: 'take', offset: kept.flushedBytes, totalBytes: kept.totalBytes, etag: kept.etag };
  }
  if (status === 416 && kept !== undefined) {
    const total = wholeNumber(/^bytes \*\/(\d+)$/.exec(one(headers['content-range']) ?? '')?.[1]);
    return kept.flushedBytes === kept.totalBytes && total === kept.totalBytes
      ? { act: 'complete' }
      : { act: 'restart' };
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(headers, now);
    const facts = {
      stage: 'download',
      httpStatus: status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    } as const;
    return {
      act: 'trouble',
      failure: failure(
        status === 429 ? 'rate-limited' : 'network',
        status === 429
          ? sentence('The server with the clip asks for a pause (HTTP {{status}}).', { status })
          : sentence('The server with the clip has trouble (HTTP {{status}}).', { status }),
        facts,
      ),
    };
  }
  if (status >= 400) {
    const message = sentence('The link to the clip does not work any more (HTTP {{status}}).', { status });
    return { act: 'expired', failure: failure('output-expired', message, { stage: 'download', httpStatus: status }) };
  }
  const message = sentence('The server with the clip gave an answer that makes no sense here (HTTP {{status}}).', {
    status,
  });
  return { act: 'trouble', failure: failure('network', message, { stage: 'download', httpStatus: status }) };
}

/** A weak one (`W/"…"`) does not promise equal bytes (RFC 9110, 8.8.1), so nothing may be joined on its word. */
function strongEtag(text: string | undefined): string | undefined {
  return text !== undefined && /^"[\u0021\u0023-\u007e]*"$/.test(text) ? text : undefined;
}

function contentRange(text: string | undefined): { start: number; end: number; total: number } | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(text ?? '');
  return match === null ? undefined : { start: Number(match[1]), end: Number(match[2]), total: Number(match[3]) };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
