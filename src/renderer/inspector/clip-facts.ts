import type { ProviderView } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { pictureText } from '../composer/sent/sent-facts.ts';
import { momentText } from '../library/times.ts';
import { clipCost } from '../money/clip-cost.ts';
import { key, t } from '../texts/index.ts';
import { bytes, seconds } from '../texts/format.ts';

/** The table of facts under a clip. A fact that nobody knows has no row. Pure. */

/** To be said by `t`. */
const factNames = [
  key('Provider'),
  key('Model'),
  key('Settings'),
  key('First frame'),
  key('Callback URL'),
  key('Cost'),
  key('File'),
  key('Picture size'),
  key('Created'),
  key('Sent'),
  key('Accepted'),
  key('Job id'),
  key('Finished'),
  key('Saved'),
  key('Link expires'),
] as const;
export type FactName = (typeof factNames)[number];

export interface Fact {
  name: FactName;
  text: string;
  /** A second, quieter line. */
  note?: string;
  /** Ids and file names: fixed pitch; `copyable` ones have a button. */
  code?: boolean;
  copyable?: boolean;
}

export function clipFacts(job: Job, provider: ProviderView | undefined, now: number): Fact[] {
  const { request, progress } = job;
  const moment = (at: number) => momentText(at, now);
  const facts: (Fact | undefined)[] = [
    { name: 'Provider', text: provider?.name ?? request.providerId },
    { name: 'Model', text: modelName(request, provider) },
    fact('Settings', settingsText(request)),
    firstFrameFact(request),
    fact('Callback URL', request.callbackUrl),
    { name: 'Cost', ...clipCost(job, provider) },
  ];
  if (progress.state === 'done') {
    const { path, sizeBytes, widthPixels, heightPixels } = progress.asset;
    facts.push({ name: 'File', text: fileName(path), note: bytes(sizeBytes), code: true });
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
  // In the order in which they become known, so that none is pushed down while a clip is on its way.
  if ('remote' in progress && progress.remote !== undefined) {
    facts.push({ name: 'Job id', text: progress.remote.id, code: true, copyable: true });
  }
  if ('finishedAt' in progress) facts.push({ name: 'Finished', text: moment(progress.finishedAt) });
  if ('savedAt' in progress) facts.push({ name: 'Saved', text: moment(progress.savedAt) });
  facts.push(linkFact(job, now));
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
    durationSeconds === undefined ? undefined : seconds(durationSeconds),
    resolution,
    either(promptOptimizer, t('optimize on'), t('optimize off')),
    either(fastPretreatment, t('fast pretreatment on'), t('fast pretreatment off')),
    either(watermark, t('watermark on'), t('watermark off')),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function either(value: boolean | undefined, on: string, off: string): string | undefined {
  return value === undefined ? undefined : value ? on : off;
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

/** The path is relative and always has `/`. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function linkFact({ progress }: Job, now: number): Fact | undefined {
  const expiresAt =
    progress.state === 'done'
      ? progress.expiresAt
      : progress.state === 'downloading'
        ? progress.outputs[0]?.expiresAt
        : undefined;
  if (expiresAt === undefined) return undefined;
  const text =
    expiresAt <= now
      ? t('expired {{moment}}', { moment: momentText(expiresAt, now) })
      : t('in {{timeMs, duration}}', { timeMs: roundedToMinute(expiresAt - now) });
  return { name: 'Link expires', text };
}

function roundedToMinute(ms: number): number {
  return ms < 60_000 ? ms : Math.floor(ms / 60_000) * 60_000;
}
