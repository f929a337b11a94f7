import type { Keeping } from '../../src/shared/keeping.ts';

/** The library of the screenshots, newest first: what somebody who makes clips for a living would have on a Saturday. */
export interface ShownClip {
  prompt: string;
  /** Whose picture it has: a drawing in `scenes`, or `demo`: the clip that the provider really made. */
  scene: string;
  provider: 'acedata' | 'appypie' | 'pixazo' | 'aimlapi' | 'novita';
  minutesAgo: number;
  fate:
    | 'done'
    | 'queued'
    | 'waiting'
    | 'generating'
    | 'balance'
    | 'moderation'
    | 'provider-failed'
    | 'unclear'
    | 'canceled';
  progressPercent?: number;
  durationSeconds?: 6 | 10;
  resolution?: '768P' | '1080P';
  firstFrame?: boolean;
  /** Clips with the same word are takes of one request; with `compare` before it, one shot at several providers. */
  group?: string;
  /** What the provider said it cost, in dollars. */
  cost?: number;
  keeping?: Partial<Pick<Keeping, 'favourite' | 'rating' | 'tags' | 'note'>>;
}

export const promptOf = {
  generating: 'Lighthouse in a storm, a wave breaks over the rocks [Push in]',
  done: 'Night train crosses a frozen lake under the northern lights [Truck right]',
  moderation: 'Crowd storms the stadium gate, smoke and flares, handheld [Shake]',
  unclear: 'Glacier cave, blue ice, a torch moves along the wall [Tracking shot]',
  takes: 'Aurora over a frozen lake, the train’s windows glow [Pan left, Pedestal up]',
  compare: 'One lighthouse, one wave: the same shot everywhere [Push in]',
} as const;

export const shownClips: readonly ShownClip[] = [
  {
    prompt: promptOf.generating,
    scene: 'lighthouse',
    provider: 'novita',
    minutesAgo: 1.4,
    fate: 'generating',
    progressPercent: 42,
    firstFrame: true,
    resolution: '1080P',
  },
  {
    prompt: 'Pearl diver rises through kelp light, slow motion',
    scene: 'kelp',
    provider: 'pixazo',
    minutesAgo: 2.1,
    fate: 'generating',
    progressPercent: 71,
    firstFrame: true,
  },
  { prompt: promptOf.unclear, scene: 'glacier', provider: 'acedata', minutesAgo: 3, fate: 'unclear' },
  {
    prompt: 'Steam rises from a bowl of ramen, neon behind the glass',
    scene: 'ramen',
    provider: 'aimlapi',
    minutesAgo: 4,
    fate: 'waiting',
  },
  {
    prompt: 'Red fox walks through first snow, breath in the cold air [Tracking shot]',
    scene: 'fox',
    provider: 'novita',
    minutesAgo: 12,
    fate: 'done',
    cost: 0.28,
    keeping: { favourite: true, rating: 5, tags: ['winter', 'animals'] },
  },
  {
    prompt: 'Paper lanterns drift down a canal at dusk',
    scene: 'lanterns',
    provider: 'aimlapi',
    minutesAgo: 21,
    fate: 'done',
    durationSeconds: 10,
    cost: 0.588,
    keeping: { rating: 4, tags: ['lanterns'] },
  },
  { prompt: promptOf.moderation, scene: 'none', provider: 'aimlapi', minutesAgo: 26, fate: 'moderation' },
  {
    prompt: promptOf.done,
    scene: 'demo',
    provider: 'novita',
    minutesAgo: 34,
    fate: 'done',
    resolution: '1080P',
    cost: 0.49,
    keeping: { favourite: true, rating: 5, tags: ['train', 'night'], note: 'The one for the opening.' },
  },
  {
    prompt: 'Hot-air balloons over a valley of mist [Pedestal up]',
    scene: 'demo',
    provider: 'pixazo',
    minutesAgo: 47,
    fate: 'done',
  },
  {
    prompt: 'Espresso pours in slow motion, single spotlight',
    scene: 'espresso',
    provider: 'aimlapi',
    minutesAgo: 58,
    fate: 'done',
    resolution: '1080P',
    cost: 0.53,
  },
  {
    prompt: 'Skater drops into an empty pool, low angle',
    scene: 'none',
    provider: 'appypie',
    minutesAgo: 66,
    fate: 'canceled',
  },
  {
    prompt: 'Whale breaches at golden hour, spray against the sun',
    scene: 'whale',
    provider: 'acedata',
    minutesAgo: 83,
    fate: 'done',
    keeping: { rating: 4 },
  },
  {
    prompt: promptOf.takes,
    scene: 'demo',
    provider: 'novita',
    minutesAgo: 95,
    fate: 'done',
    group: 'takes',
    cost: 0.28,
    keeping: { favourite: true },
  },
  {
    prompt: promptOf.takes,
    scene: 'demo',
    provider: 'novita',
    minutesAgo: 96,
    fate: 'done',
    group: 'takes',
    durationSeconds: 10,
    cost: 0.56,
  },
  {
    prompt: promptOf.takes,
    scene: 'demo',
    provider: 'novita',
    minutesAgo: 97,
    fate: 'done',
    group: 'takes',
    resolution: '1080P',
    cost: 0.49,
  },
  {
    prompt: 'Dunes at noon, one figure climbs the ridge, heat in the air',
    scene: 'dunes',
    provider: 'pixazo',
    minutesAgo: 1270,
    fate: 'done',
  },
  {
    prompt: 'Sailing boat under a full moon, still water',
    scene: 'moonsail',
    provider: 'novita',
    minutesAgo: 1284,
    fate: 'done',
    cost: 0.28,
    keeping: { favourite: true, rating: 4, tags: ['night', 'sea'] },
  },
  {
    prompt: 'Dew on a spider’s web, the first sun comes through [Zoom in]',
    scene: 'web',
    provider: 'aimlapi',
    minutesAgo: 1302,
    fate: 'done',
    cost: 0.28,
  },
  {
    prompt: 'Rain on a city street, umbrellas and blurred lights',
    scene: 'rain',
    provider: 'acedata',
    minutesAgo: 1330,
    fate: 'done',
    keeping: { tags: ['rain'] },
  },
  {
    prompt: '雨夜的霓虹街道，镜头缓缓推进 [Push in]',
    scene: 'demo',
    provider: 'aimlapi',
    minutesAgo: 1360,
    fate: 'done',
    cost: 0.28,
  },
  {
    prompt: 'Mist rises from a pine forest at first light',
    scene: 'forest',
    provider: 'novita',
    minutesAgo: 1385,
    fate: 'done',
    cost: 0.28,
    keeping: { rating: 5 },
  },
  {
    prompt: 'An empty swimming pool from above, one red float',
    scene: 'pool',
    provider: 'pixazo',
    minutesAgo: 1400,
    fate: 'done',
  },
  {
    prompt: 'A kite over the harbour wall',
    scene: 'none',
    provider: 'novita',
    minutesAgo: 1420,
    fate: 'provider-failed',
  },
  {
    prompt: 'Windmills on the polder, clouds race over them',
    scene: 'demo',
    provider: 'appypie',
    minutesAgo: 2750,
    fate: 'done',
  },
  {
    prompt: 'The last ferry leaves the quay, gulls above the masts',
    scene: 'demo',
    provider: 'acedata',
    minutesAgo: 2790,
    fate: 'done',
    keeping: { rating: 3 },
  },
  {
    prompt: 'Northern lights over a mountain hut',
    scene: 'aurora',
    provider: 'pixazo',
    minutesAgo: 2840,
    fate: 'done',
    resolution: '1080P',
  },
  {
    prompt: 'Balloons at dawn, the valley still blue',
    scene: 'balloons',
    provider: 'aimlapi',
    minutesAgo: 2900,
    fate: 'done',
    cost: 0.28,
    keeping: { favourite: true },
  },
  {
    prompt: 'Harbour lanterns, a boy lets a paper boat go',
    scene: 'lanterns',
    provider: 'novita',
    minutesAgo: 4300,
    fate: 'done',
    cost: 0.28,
  },
  {
    prompt: 'Lighthouse keeper climbs the stairs, lamp in hand',
    scene: 'lighthouse',
    provider: 'novita',
    minutesAgo: 4340,
    fate: 'done',
    cost: 0.28,
  },
  {
    prompt: 'A whale’s tail, a small boat, silence',
    scene: 'whale',
    provider: 'pixazo',
    minutesAgo: 5800,
    fate: 'done',
  },
  {
    prompt: 'Fox cubs at play behind the barn',
    scene: 'fox',
    provider: 'aimlapi',
    minutesAgo: 5900,
    fate: 'done',
    cost: 0.28,
    keeping: { tags: ['animals'] },
  },
  {
    prompt: 'Kelp forest, sun rays, a seal passes',
    scene: 'kelp',
    provider: 'novita',
    minutesAgo: 8700,
    fate: 'done',
    cost: 0.28,
  },
];
