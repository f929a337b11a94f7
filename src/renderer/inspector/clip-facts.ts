import type { ProviderView } from '../../shared/contract.ts';
import type { Cost, Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { pictureText } from '../composer/sent/sent-facts.ts';
import { chargeText } from '../library/failure-words.ts';
import { bytesText, secondsText } from '../library/measures.ts';
import { momentText, spanText } from '../library/times.ts';

/** The table of facts under a clip. A fact that nobody knows has no row. Pure. */

export type FactName =
  | 'Provider'
  | 'Model'
  | 'Settings'
  | 'First frame'
  | 'Callback URL'
  | 'Cost'
  | 'File'
  | 'Picture size'
  | 'Created'
  | 'Sent'
  | 'Accepted'
  | 'Finished'
  | 'Saved'
  | 'Job id'
  | 'Link expires';

export interface Fact {
  name: FactName;
  text: string;
  /** A second, quieter line. */
  note?: string;
  /** Ids and file names: fixed pitch; `copyable` ones have a button. */
  code?: boolean;
  copyable?: boolean;
}

export function clipFacts(job: Job, provider: ProviderView | undefined, now: number, locale?: string): Fact[] {
  const { request, progress } = job;
  const moment = (at: number) => momentText(at, now, locale);
  const facts: (Fact | undefined)[] = [
    { name: 'Provider', text: provider?.name ?? request.providerId },
    { name: 'Model', text: modelName(request, provider) },
    fact('Settings', settingsText(request)),
    firstFrameFact(request),
    fact('Callback URL', request.callbackUrl),
    fact('Cost', costText(job)),
  ];
  if (progress.state === 'done') {
    const { path, sizeBytes, widthPixels, heightPixels } = progress.asset;
    facts.push({ name: 'File', text: fileName(path), note: bytesText(sizeBytes), code: true });
    if (widthPixels !== undefined && heightPixels !== undefined) {
      facts.push({ name: 'Picture size', text: `${widthPixels} × ${heightPixels}` });
    }
  }
  facts.push({ name: 'Created', text: moment(job.createdAt) });
  if ('intent' in progress && progress.intent !== undefined)
    facts.push({ name: 'Sent', text: moment(progress.intent.sentAt) });
  if ('acceptedAt' in progress && progress.acceptedAt !== undefined) {
    facts.push({ name: 'Accepted', text: moment(progress.acceptedAt) });
  }
  if ('finishedAt' in progress) facts.push({ name: 'Finished', text: moment(progress.finishedAt) });
  if ('savedAt' in progress) facts.push({ name: 'Saved', text: moment(progress.savedAt) });
  if ('remote' in progress && progress.remote !== undefined) {
    facts.push({ name: 'Job id', text: progress.remote.id, code: true, copyable: true });
  }
  facts.push(linkFact(job, now, locale));
  return facts.filter((one) => one !== undefined);
}

function fact(name: FactName, text: string | undefined): Fact | undefined {
  return text === undefined || text === '' ? undefined : { name, text };
}

export function modelName(request: GenerationRequest, provider: ProviderView | undefined): string {
  return provider?.models.find(({ id }) => id === request.modelId)?.name ?? request.modelId;
}

/** `6 s · 768P · optimize on`. */
export function settingsText(request: GenerationRequest): string {
  const { durationSeconds, resolution, promptOptimizer, fastPretreatment, watermark } = request;
  const parts = [
    durationSeconds === undefined ? undefined : secondsText(durationSeconds),
    resolution,
    flagText('optimize', promptOptimizer),
    flagText('fast pretreatment', fastPretreatment),
    flagText('watermark', watermark),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function flagText(name: string, value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value ? 'on' : 'off'}`;
}

/** The name where there is one, and the bytes that were sent. */
function firstFrameFact({ firstFrame }: GenerationRequest): Fact | undefined {
  if (firstFrame === undefined) return undefined;
  if (firstFrame.kind === 'url') return { name: 'First frame', text: firstFrame.url };
  const { picture } = firstFrame;
  const sent = pictureText(picture);
  return picture.name === undefined
    ? { name: 'First frame', text: sent }
    : { name: 'First frame', text: picture.name, note: sent };
}

/** Only what the provider said, or what is known of the charge of a failed clip. */
function costText(job: Job): string | undefined {
  const { progress } = job;
  if ('cost' in progress && progress.cost !== undefined) return priceText(progress.cost);
  return chargeText(job);
}

function priceText({ amount, unit }: Cost): string {
  const number = String(Number(amount.toFixed(6)));
  return unit === 'USD' ? `$${number}` : `${number} credits`;
}

/** The path is relative and always has `/`. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function linkFact({ progress }: Job, now: number, locale: string | undefined): Fact | undefined {
  const expiresAt =
    progress.state === 'done'
      ? progress.expiresAt
      : progress.state === 'downloading'
        ? progress.outputs[0]?.expiresAt
        : undefined;
  if (expiresAt === undefined) return undefined;
  const past = expiresAt <= now;
  const text = past
    ? `expired ${momentText(expiresAt, now, locale)}`
    : `in ${spanText(roundedToMinute(expiresAt - now))}`;
  return { name: 'Link expires', text };
}

function roundedToMinute(ms: number): number {
  return ms < 60_000 ? ms : Math.floor(ms / 60_000) * 60_000;
}
