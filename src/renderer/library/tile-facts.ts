import { isIn, type Job } from '../../shared/job.ts';
import type { Wait } from '../../shared/wait.ts';
import type { Download } from '../store/session.ts';
import { stateOf } from '../ui/state-word.ts';
import { chargeText, presentTrouble, shortFailure } from './failure-words.ts';
import { isStillWatched, linkClockText, stillWatchedText } from './patience.ts';
import { receivedPercent, receivedText } from './measures.ts';
import { remainingText } from './remaining.ts';
import { agoText } from './times.ts';
import { key, t } from '../texts/index.ts';
import { factsOf, seconds } from '../texts/format.ts';

/** What a tile says: facts of the job, and how long such clips took before. Pure. */

export interface TileSurroundings {
  providerName: string;
  download?: Download | undefined;
  /** How long such clips usually take. */
  wait?: Wait | undefined;
  now: number;
}

/** One line under the prompt. */
export function metaText(job: Job, { providerName, download, wait, now }: TileSurroundings): string {
  const { progress } = job;
  const trouble = presentTrouble(job);
  switch (progress.state) {
    case 'queued':
      if (trouble !== undefined) return factsOf([shortFailure(trouble), againText(progress.dueAt, now)]);
      return t('nothing sent yet');
    case 'submitting':
      return t('intent saved, request leaving');
    case 'waiting':
      if (trouble !== undefined) return factsOf([shortFailure(trouble), againText(progress.dueAt, now)]);
      if (progress.refreshing) return t('asking for a fresh link');
      if (isStillWatched(job, now)) return stillWatchedText(job, now);
      return (
        (isIn(job, 'waiting') && remainingText(job, wait, now)) ||
        t('accepted {{ago}}', { ago: agoText(progress.acceptedAt, now) })
      );
    case 'downloading':
      if (trouble !== undefined) return factsOf([shortFailure(trouble), againText(progress.dueAt, now)]);
      if (download !== undefined) return receivedText(download.receivedBytes, download.totalBytes);
      return (
        (isIn(job, 'downloading') && linkClockText(job, now)) ||
        t('ready {{ago}}', { ago: agoText(progress.finishedAt, now) })
      );
    case 'done':
      return [providerName, resolutionText(job), lengthText(job)].filter((part) => part !== undefined).join(' · ');
    case 'failed':
      return factsOf([shortFailure(progress.failure), chargeText(job)]);
    case 'unknown':
      return chargeText(job) ?? '';
    case 'canceled':
      return t(canceledText[progress.reason]);
  }
}

const canceledText = {
  'before-sending': key('before sending, no charge'),
  'watching-stopped': key('not watched, perhaps charged'),
  'given-up': key('given up, perhaps charged'),
};

function againText(dueAt: number, now: number): string {
  return dueAt - now < 5_000 ? t('trying again') : t('again at {{at, clock}}', { at: dueAt });
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
  return percent === undefined ? word : t('{{state}} {{percent}} %', { state: word, percent });
}

/** Longest part of a prompt that is read out for every tile, in characters. */
const spokenPrompt = 300;

/** The accessible name: prompt, state, provider. */
export function tileName(job: Job, providerName: string, download: Download | undefined): string {
  const prompt = onOneLine(job.request.prompt);
  const spoken = prompt.length > spokenPrompt ? `${prompt.slice(0, spokenPrompt)}…` : prompt;
  return factsOf([spoken, stateText(job, download), providerName]);
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
  if (request.durationSeconds !== undefined) return seconds(request.durationSeconds);
  if (progress.state !== 'done' || progress.asset.durationSeconds === undefined) return undefined;
  return seconds(progress.asset.durationSeconds);
}
