import { promptOf, shownClips, type ShownClip } from './shown-clips.ts';

/** One shot at four providers, and what is still to be sent. */
export const comparedClips: readonly ShownClip[] = [
  ...(['novita', 'pixazo', 'aimlapi', 'acedata'] as const).map((provider, index): ShownClip => ({
    prompt: promptOf.compare,
    scene: 'demo',
    provider,
    minutesAgo: 5 + index / 10,
    fate: 'done',
    group: 'compare a shot',
    ...(provider === 'novita' && { cost: 0.28, keeping: { favourite: true } }),
    ...(provider === 'aimlapi' && { cost: 0.319 }),
  })),
  ...shownClips.slice(4),
];

export const queuedClips: readonly ShownClip[] = [
  ...[
    'Fishing boats come home at dusk, gulls circle [Pan left]',
    'Lanterns light one by one along the quay',
    'An old man mends his nets, hands in close-up [Push in]',
    'Rain begins on the harbour, rings on the water',
    'A cat waits on a bollard for the first boat',
    'The lighthouse lamp turns, moths in its beam [Tilt up]',
    'Morning market, crates of silver fish, steam of breath',
    'Ropes and tar, a hand ties a bowline',
    'The ferry’s wake at night, stars above it [Pull out]',
  ].map((prompt, index): ShownClip => ({
    prompt,
    scene: 'none',
    provider:
      (['novita', 'novita', 'pixazo', 'novita', 'aimlapi', 'pixazo', 'novita', 'aimlapi', 'novita'] as const)[index] ??
      'novita',
    minutesAgo: 0.4 + index / 10,
    fate: 'queued',
  })),
  ...shownClips,
];
