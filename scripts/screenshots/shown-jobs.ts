import { createHash } from 'node:crypto';
import { clipPaths } from '../../src/main/library/clip-name.ts';
import { findProvider } from '../../src/main/providers/index.ts';
import { advance, type JobEvent } from '../../src/shared/advance.ts';
import { estimate, kept } from '../../src/shared/estimate.ts';
import { failure, type Failure } from '../../src/shared/failure.ts';
import type { Job } from '../../src/shared/job.ts';
import { sentence } from '../../src/shared/sentence.ts';
import type { GenerationRequest, Picture } from '../../src/shared/request.ts';
import type { SampleClip } from '../seed/clips.ts';
import { takenAt } from './moment.ts';
import type { ShownClip } from './shown-clips.ts';

/** Nothing here is ever sent or looked for: its turn comes in the year 2200. */
const neverAt = 7_258_118_400_000;

export interface ShownJob {
  clip: ShownClip;
  job: Job;
  /** The file of a clip that is done. */
  sample?: SampleClip;
}

export interface ShownParts {
  samples: readonly SampleClip[];
  picture: Picture;
}

/** Ids that are the same in every run. */
function idOf(word: string): string {
  const digits = createHash('sha256').update(word).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** Jobs as the core would have made them, event by event, oldest first. */
export function makeShownJobs(clips: readonly ShownClip[], parts: ShownParts): ShownJob[] {
  return clips.toReversed().map((clip, index) => makeJob(clip, index + 1, parts));
}

function makeJob(clip: ShownClip, sequence: number, parts: ShownParts): ShownJob {
  const request = requestOf(clip, parts.picture);
  const createdAt = takenAt - clip.minutesAgo * 60_000;
  let job: Job = {
    id: idOf(`${sequence} ${clip.prompt}`),
    sequence,
    createdAt,
    updatedAt: createdAt,
    request,
    progress: { state: 'queued', dueAt: neverAt, attempts: 0 },
    ...(clip.group !== undefined && {
      group: {
        id: idOf(clip.group),
        kind: clip.group.startsWith('compare') ? ('compare' as const) : ('takes' as const),
      },
    }),
  };
  let at = createdAt;
  const happen = (event: JobEvent): void => {
    job = advance(job, event);
  };
  const later = (seconds: number): number => (at += seconds * 1000);
  const result = live(clip, request, parts, { happen, later, id: job.id, now: () => at });
  const { keeping } = clip;
  if (keeping !== undefined) {
    happen({
      type: 'kept',
      at,
      keeping: { favourite: false, rating: 0, tags: [], note: '', collectionIds: [], changedAt: at, ...keeping },
    });
  }
  if (result === undefined) return { clip, job };
  const [path] = clipPaths(job, result.asset.type);
  happen({ type: 'download-finished', at: later(2), asset: { ...result.asset, path, poster: false } });
  happen({ type: 'poster-made', at });
  return { clip, job, sample: result };
}

interface Telling {
  happen(event: JobEvent): void;
  later(seconds: number): number;
  now(): number;
  id: string;
}

/** Tells a job's life up to where it stands; gives back the file where there is to be one. */
function live(
  clip: ShownClip,
  request: GenerationRequest,
  { samples }: ShownParts,
  { happen, later, now, id }: Telling,
): SampleClip | undefined {
  const { fate } = clip;
  if (fate === 'queued') return undefined;
  if (fate === 'canceled') {
    happen({ type: 'cancel-asked', at: later(9) });
    return undefined;
  }
  const provider = findProvider(clip.provider);
  const guess = kept(estimate(request, { prices: provider?.prices ?? [], ownPrices: [] }));
  happen({
    type: 'submit-started',
    at: later(1),
    intent: {
      sentAt: now(),
      origin: provider?.origin ?? '',
      keyFingerprint: '5f2ac81e',
      requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
      ...(guess && { estimate: guess }),
    },
  });
  const refused = refusals[fate];
  if (fate === 'unclear') {
    happen({ type: 'submit-unclear', at: later(6), failure: refused ?? unclear });
    return undefined;
  }
  const remote = { id: `${clip.provider.slice(0, 2)}-${id.slice(0, 13)}` };
  happen({ type: 'submit-accepted', at: later(2), remote, dueAt: neverAt });
  if (fate === 'waiting') return undefined;
  if (refused !== undefined) {
    happen({ type: 'poll-failed', at: later(38), failure: refused });
    return undefined;
  }
  const { progressPercent } = clip;
  happen({ type: 'poll-waiting', at: later(20), remote, phase: 'running', progressPercent, dueAt: neverAt });
  if (fate === 'generating') return undefined;
  const cost = clip.cost === undefined ? undefined : { amount: clip.cost, unit: 'USD' as const };
  const outputs = [{ url: `https://files.example/${remote.id}.mp4` }];
  happen({ type: 'poll-succeeded', at: later(85 + (now() % 40)), remote, outputs, cost });
  return sampleFor(clip, samples);
}

const unclear = failure(
  'outcome-unknown',
  sentence('The answer was cut off. It may have started and may be charged.'),
  {
    charged: 'unknown',
    stage: 'submit',
  },
);

const refusals: Partial<Record<ShownClip['fate'], Failure>> = {
  unclear,
  moderation: failure(
    'moderation',
    sentence('The content filter of {{provider}} refused the prompt.', { provider: 'AI/ML API' }),
    {
      stage: 'poll',
      charged: 'no',
      vendorCode: '1026',
      vendorText: 'input new_sensitive: the prompt was classified as violence',
      requestId: 'req_8f27c1',
    },
  ),
  'provider-failed': failure('provider-failed', sentence('The provider could not make this clip.'), {
    stage: 'poll',
    charged: 'unknown',
    vendorText: 'generation failed, please try again later',
  }),
  balance: failure('balance', sentence('The account has too little credit.'), { stage: 'submit', charged: 'no' }),
};

function requestOf(clip: ShownClip, picture: Picture): GenerationRequest {
  const model = findProvider(clip.provider)?.models[0];
  if (model === undefined) throw new Error(`no provider ${clip.provider}`);
  const hasChoice = model.durations.length > 0;
  return {
    providerId: clip.provider,
    modelId: model.id,
    prompt: clip.prompt,
    ...(clip.firstFrame === true && { firstFrame: { kind: 'picture' as const, picture } }),
    ...(hasChoice && {
      durationSeconds: clip.durationSeconds ?? 6,
      resolution: clip.resolution ?? '768P',
    }),
  };
}

function sampleFor(clip: ShownClip, samples: readonly SampleClip[]): SampleClip {
  const own = samples.filter(({ providerId }) => providerId === clip.provider);
  const found =
    own.find(
      ({ asset }) =>
        Math.round(asset.durationSeconds ?? 0) === (clip.durationSeconds ?? 6) &&
        (asset.heightPixels ?? 0) > 1000 === (clip.resolution === '1080P'),
    ) ?? own[0];
  if (found === undefined) throw new Error(`no clip of ${clip.provider}`);
  return found;
}
