import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseClip, serveClip } from './clips.ts';
import { headerNamesOf } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Fault } from './faults.ts';

/** Anything that looks like a clip but is no link of ours is answered like a wrong signature. */
export function looksLikeClip(path: string): boolean {
  return /\.(mp4|ext)\??$/.test(path);
}

/** Serves the clip behind a link, provided that the link is asked for byte for byte and still alive. */
export function answerDownload(desk: Desk, request: IncomingMessage, response: ServerResponse): void {
  const { vendor, jobs, ledger, shelf } = desk;
  const link = jobs.link(request.url ?? '');
  const job = link?.provider === vendor.id ? jobs.find(vendor.id, link.jobId) : undefined;
  const fault: Fault | undefined =
    link === undefined || job === undefined || link.dead
      ? undefined
      : (jobs.takePlanned(job.id, 'download') ?? desk.faults.take(vendor.id, 'download', () => true));

  let status: number;
  if (link === undefined || job === undefined) {
    status = refuseClip(response, 403);
  } else if (link.dead || link.expiresAt <= Date.now() || fault?.kind === 'expired') {
    jobs.kill(link);
    status = refuseClip(response, 403);
  } else if (fault?.kind === 'not-found') {
    status = refuseClip(response, 404);
  } else {
    status = serveClip(request, response, shelf(vendor.id, job.order), vendor.clipType, fault?.kind);
  }
  ledger.recordDownload({
    at: Date.now(),
    provider: vendor.id,
    method: request.method ?? 'GET',
    status,
    headerNames: headerNamesOf(request),
    ...(job === undefined ? {} : { jobId: job.id }),
    ...(request.headers.range === undefined ? {} : { range: request.headers.range }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  desk.save();
}
