import type { Job } from '../../shared/job.ts';

/**
 * What "Copy details" puts on the clipboard: enough for a vendor's support or for a report, nothing secret. Written
 * as a list of what goes in, so that a field that is added to a job later does not slip out by itself. English in every
 * language of the window, because a support desk or the people who make Conch read it.
 */
export function failureDetails(job: Job, version: string): string {
  const { progress, request } = job;
  const failure =
    'failure' in progress ? progress.failure : 'lastFailure' in progress ? progress.lastFailure : undefined;
  const intent = 'intent' in progress ? progress.intent : undefined;
  return JSON.stringify(
    {
      conch: version,
      clip: job.id,
      state: progress.state,
      provider: request.providerId,
      model: request.modelId,
      created: iso(job.createdAt),
      ...(intent && { sent: iso(intent.sentAt), origin: intent.origin }),
      ...('acceptedAt' in progress && progress.acceptedAt !== undefined && { accepted: iso(progress.acceptedAt) }),
      ...('remote' in progress && progress.remote !== undefined && { jobId: progress.remote.id }),
      ...(failure && { failure }),
    },
    null,
    2,
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/**
 * What the vendor itself said: facts with names, and its text. Empty when it said nothing. The names stay English beside
 * the vendor's own words, so that they are found again in its documents and can be quoted to its support.
 */
export function vendorWords(job: Job): { facts: string[]; text?: string; fromImageHost?: true } {
  const { progress } = job;
  const failure =
    'failure' in progress ? progress.failure : 'lastFailure' in progress ? progress.lastFailure : undefined;
  if (failure === undefined) return { facts: [] };
  const { httpStatus, vendorCode, requestId, vendorText } = failure;
  const facts = [
    httpStatus === undefined ? undefined : `HTTP status ${httpStatus}`,
    vendorCode === undefined ? undefined : `code ${vendorCode}`,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((one) => one !== undefined);
  return {
    facts,
    ...(vendorText !== undefined && vendorText !== '' && { text: vendorText }),
    ...(failure.stage === 'upload' && { fromImageHost: true }),
  };
}
