import { createHash } from 'node:crypto';
import { clipPaths } from '../../src/main/library/clip-name.ts';
import { providers } from '../../src/main/providers/index.ts';
import type { Dice } from '../../test/reliability/seeded-dice.ts';
import { advance, type JobEvent } from '../../src/shared/advance.ts';
import { failure } from '../../src/shared/failure.ts';
import { isIn, type Job } from '../../src/shared/job.ts';
import type { GenerationRequest, Picture } from '../../src/shared/request.ts';
import type { SampleClip } from './clips.ts';
import { makeNote, makePrompt, makeTags } from './prompts.ts';

/** What a made-up library is made from. */
export interface Ingredients {
  dice: Dice;
  samples: readonly SampleClip[];
  pictures: readonly [Picture, ...Picture[]];
  collectionIds: readonly string[];
  /** Epoch ms: the end of the two years that the clips are spread over. */
  endsAt: number;
  clips: number;
  /** Providers with a clip in the making. One each: more would fill their places, and a new clip would wait for ever. */
  awaited: Set<string>;
}

export interface MadeJob {
  job: Job;
  /** The file of a clip that is done. */
  sample?: SampleClip;
}

const dayMs = 24 * 60 * 60_000;
const spanMs = 730 * dayMs;
/** Nothing that is made up is ever sent or looked for by itself: its turn comes in the year 2200. */
const neverAt = 7_258_118_400_000;

/** Jobs as the core would have made them, event by event, oldest first. */
export function* makeJobs(ingredients: Ingredients): Generator<MadeJob> {
  const { dice, clips, endsAt } = ingredients;
  let request = makeRequest(ingredients);
  let takesLeft = 0;
  for (let number = 0; number < clips; number += 1) {
    // Evenly over two years, some hours to and fro: clocks differ and nights are quiet.
    const at = Math.round(endsAt - spanMs + ((number + dice.roll()) / clips) * spanMs);
    if (takesLeft === 0) {
      request = makeRequest(ingredients);
      takesLeft = dice.roll() < 0.2 ? dice.between(2, 4) : 1;
    }
    takesLeft -= 1;
    yield makeJob(ingredients, request, at, number + 1);
  }
}

function makeRequest({ dice, pictures }: Ingredients): GenerationRequest {
  const provider = dice.pick(providers as [(typeof providers)[number], ...typeof providers]);
  const model = dice.pick(provider.models);
  const [firstDuration, ...otherDurations] = model.durations;
  const [firstResolution, ...otherResolutions] = model.resolutions;
  const canTakeFile = model.image?.sources.includes('file') ?? false;
  const picture = dice.pick(pictures);
  return {
    providerId: provider.id,
    modelId: model.id,
    prompt: makePrompt(dice),
    ...(canTakeFile && (model.image?.use === 'required' || dice.roll() < 0.3)
      ? { firstFrame: { kind: 'picture', picture } as const }
      : {}),
    ...(firstDuration && { durationSeconds: dice.pick([firstDuration, ...otherDurations]) }),
    ...(firstResolution && { resolution: dice.pick([firstResolution, ...otherResolutions]) }),
  };
}

function makeJob(ingredients: Ingredients, request: GenerationRequest, createdAt: number, sequence: number): MadeJob {
  const { dice, awaited } = ingredients;
  let at = createdAt;
  let job: Job = {
    id: dice.uuid(),
    sequence,
    createdAt,
    updatedAt: createdAt,
    request,
    progress: { state: 'queued', dueAt: neverAt, attempts: 0 },
  };
  const happen = (event: JobEvent): void => {
    job = advance(job, event);
  };
  const later = (seconds: number): number => (at += Math.round((0.5 + dice.roll()) * seconds * 1000));
  const fate = dice.roll();
  if (fate < 0.002) return { job };
  if (fate < 0.012) {
    happen({ type: 'cancel-asked', at: later(20) });
    return { job: keep(job, ingredients) };
  }
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const origin = `https://${request.providerId}.example`;
  happen({
    type: 'submit-started',
    at: later(1),
    intent: { sentAt: at, origin, keyFingerprint: 'seeded00', requestHash },
  });
  if (fate < 0.02) {
    const why = failure('outcome-unknown', 'The answer was cut off. It may have started and may be charged.', {
      charged: 'unknown',
    });
    happen({ type: 'submit-unclear', at: later(5), failure: why });
    return { job: keep(job, ingredients) };
  }
  if (fate < 0.045) {
    const why = failure('balance', 'The account has too little credit.', { stage: 'submit', charged: 'no' });
    happen({ type: 'submit-rejected', at: later(2), failure: why });
    return { job: keep(job, ingredients) };
  }
  const remote = { id: `${request.providerId.slice(0, 2)}-${dice.uuid().slice(9)}` };
  happen({ type: 'submit-accepted', at: later(2), remote, dueAt: neverAt });
  if (fate < 0.05 && !awaited.has(request.providerId)) {
    awaited.add(request.providerId);
    return { job };
  }
  if (fate < 0.085) {
    const why = failure('moderation', 'The provider refused the prompt.', {
      stage: 'poll',
      charged: 'unknown',
      vendorCode: '1026',
    });
    happen({ type: 'poll-failed', at: later(60), failure: why });
    return { job: keep(job, ingredients) };
  }
  if (fate < 0.095) {
    happen({ type: 'cancel-asked', at: later(30) });
    return { job: keep(job, ingredients) };
  }
  const cost = dice.roll() < 0.6 ? { amount: dice.between(19, 69) / 100, unit: 'USD' as const } : undefined;
  happen({
    type: 'poll-succeeded',
    at: later(120),
    remote,
    outputs: [{ url: `${origin}/made-up/${remote.id}.mp4` }],
    cost,
  });
  const sample = sampleFor(ingredients, request);
  const [usual] = clipPaths(job, sample.asset.type);
  happen({ type: 'download-finished', at: later(3), asset: { ...sample.asset, path: usual, poster: false } });
  happen({ type: 'poster-made', at });
  return { job: keep(job, ingredients), sample };
}

function sampleFor({ dice, samples }: Ingredients, { durationSeconds, resolution }: GenerationRequest): SampleClip {
  const fitting = samples.filter(
    ({ asset }) =>
      Math.abs((asset.durationSeconds ?? 0) - (durationSeconds ?? 6)) < 1 &&
      (resolution !== '1080P') === (asset.heightPixels ?? 0) < 1000,
  );
  const [first = samples[0], ...others] = fitting;
  if (first === undefined) throw new Error('there are no demo clips');
  return dice.pick([first, ...others]);
}

/** What a person adds: to a third of all clips something, to a few a lot. */
function keep(job: Job, { dice, collectionIds, endsAt }: Ingredients): Job {
  if (dice.roll() > 0.35) return job;
  const keptAt = job.updatedAt + dice.between(1000, 3 * dayMs);
  const isTrashed = dice.roll() < 0.03;
  return advance(job, {
    type: 'kept',
    at: keptAt,
    keeping: {
      favourite: dice.roll() < 0.25,
      rating: dice.roll() < 0.6 ? dice.between(1, 5) : 0,
      tags: dice.roll() < 0.6 ? makeTags(dice) : [],
      note: makeNote(dice),
      collectionIds: collectionIds.filter(() => dice.roll() < 0.08),
      // Within its term, so that the first start does not remove it.
      ...(isTrashed && !isIn(job, 'unknown') && { trashedAt: endsAt - dice.between(1, 20) * dayMs }),
      changedAt: keptAt,
    },
  });
}
