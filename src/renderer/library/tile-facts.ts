import { isIn, type Job } from '../../shared/job.ts';
import type { Download } from '../store/session.ts';
import { stateOf } from '../ui/state-word.ts';
import { chargeText, presentTrouble, shortFailure } from './failure-words.ts';
import { isStillWatched, linkClockText, stillWatchedText } from './patience.ts';
import { receivedPercent, receivedText, secondsText } from './measures.ts';
import { agoText, clockText, roughText } from './times.ts';

/** What a tile says. Only facts of the job; nothing is estimated by us. Pure. */

export interface TileSurroundings {
  providerName: string;
  download?: Download | undefined;
  now: number;
  locale?: string;
}

/** One line under the prompt. */
export function metaText(job: Job, { providerName, download, now, locale }: TileSurroundings): string {
  const { progress } = job;
  const trouble = presentTrouble(job);
  switch (progress.state) {
    case 'queued':
      if (trouble !== undefined) return `${shortFailure(trouble)}, ${againText(progress.dueAt, now, locale)}`;
      return 'nothing sent yet';
    case 'submitting':
      return 'intent saved, request leaving';
    case 'waiting':
      if (trouble !== undefined) return `${shortFailure(trouble)}, ${againText(progress.dueAt, now, locale)}`;
      if (progress.refreshing) return 'asking for a fresh link';
      if (progress.readyAt !== undefined && progress.readyAt > now)
        return `about ${roughText(progress.readyAt - now)} left`;
      return isStillWatched(job, now) ? stillWatchedText(job, now) : `accepted ${agoText(progress.acceptedAt, now)}`;
    case 'downloading':
      if (trouble !== undefined) return `${shortFailure(trouble)}, ${againText(progress.dueAt, now, locale)}`;
      if (download !== undefined) return receivedText(download.receivedBytes, download.totalBytes);
      return (isIn(job, 'downloading') && linkClockText(job, now)) || `ready ${agoText(progress.finishedAt, now)}`;
    case 'done':
      return [providerName, resolutionText(job), lengthText(job)].filter((part) => part !== undefined).join(' · ');
    case 'failed':
      return [shortFailure(progress.failure), chargeText(job)].filter((part) => part !== undefined).join(', ');
    case 'unknown':
      return chargeText(job) ?? '';
    case 'canceled':
      return canceledText[progress.reason];
  }
}

const canceledText = {
  'before-sending': 'before sending, no charge',
  'watching-stopped': 'not watched, perhaps charged',
  'given-up': 'given up, perhaps charged',
};

function againText(dueAt: number, now: number, locale: string | undefined): string {
  return dueAt - now < 5_000 ? 'trying again' : `again at ${clockText(dueAt, locale)}`;
}

/** The only per cents that are shown: the provider's own, or bytes of a download. Undefined: no bar. */
export function truePercent(job: Job, download: Download | undefined): number | undefined {
  const { progress } = job;
  if (progress.state === 'downloading') {
    return download && receivedPercent(download.receivedBytes, download.totalBytes);
  }
  // A clip that still waits in the provider's own queue has no per cents, whatever the answer holds.
  if (progress.state !== 'waiting' || stateOf(job).key !== 'generating') return undefined;
  return progress.progressPercent === undefined ? undefined : Math.floor(progress.progressPercent);
}

/** `Generating 42 %`. */
export function stateText(job: Job, download: Download | undefined): string {
  const percent = truePercent(job, download);
  const { word } = stateOf(job);
  return percent === undefined ? word : `${word} ${percent} %`;
}

/** Longest part of a prompt that is read out for every tile, in characters. */
const spokenPrompt = 300;

/** The accessible name: prompt, state, provider. */
export function tileName(job: Job, providerName: string, download: Download | undefined): string {
  const prompt = onOneLine(job.request.prompt);
  const spoken = prompt.length > spokenPrompt ? `${prompt.slice(0, spokenPrompt)}…` : prompt;
  return `${spoken}, ${stateText(job, download)}, ${providerName}`;
}

export function onOneLine(prompt: string): string {
  return prompt.replace(/\s+/g, ' ').trim();
}

/** What was asked for; where nothing was asked, what came. */
function resolutionText({ request, progress }: Job): string | undefined {
  if (request.resolution !== undefined) return request.resolution;
  if (progress.state !== 'done') return undefined;
  const { widthPixels, heightPixels } = progress.asset;
  return widthPixels === undefined || heightPixels === undefined ? undefined : `${widthPixels} × ${heightPixels}`;
}

function lengthText({ request, progress }: Job): string | undefined {
  if (request.durationSeconds !== undefined) return secondsText(request.durationSeconds);
  if (progress.state !== 'done' || progress.asset.durationSeconds === undefined) return undefined;
  return secondsText(progress.asset.durationSeconds);
}
