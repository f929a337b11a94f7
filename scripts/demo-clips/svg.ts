/** The stage that every demo scene is drawn on, in pixels; larger clips scale it. */
export const stageWidth = 1366;
export const stageHeight = 768;

/** A moment of one clip. */
export interface Moment {
  /** Seconds since the first frame. */
  readonly seconds: number;
  /** 0 at the first frame, 1 at the last. */
  readonly share: number;
  /** Differs from clip to clip, so that no two clips of one provider look the same. */
  readonly seed: number;
}

export interface Scene {
  /** The provider's name, written in the corner. */
  readonly label: string;
  /** Draws one frame: the inside of the `<svg>` element. */
  draw(moment: Moment): string;
  /** Second that makes the best poster. */
  readonly posterSecond: number;
}

/** A small seeded generator (mulberry32), so that a clip is drawn the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Calls `make` with 0 … count-1 and joins what it draws. */
export function each(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export interface Ridge {
  readonly seed: number;
  readonly baseline: number;
  readonly amplitude: number;
  /** Distance between two large crests, in pixels. */
  readonly wavelength: number;
  /** Moves the line to the left, in pixels. */
  readonly shift?: number;
  /** How much of the finer octaves is mixed in: 0 is a swell, 1 is rock. */
  readonly roughness?: number;
}

/** Height of a ridge line at `x`: a few sines of falling length with phases from the seed. */
export function ridgeAt(ridge: Ridge, x: number): number {
  const random = seededRandom(ridge.seed);
  const roughness = ridge.roughness ?? 0.5;
  let height = 0;
  let weight = 1;
  let length = ridge.wavelength;
  for (let octave = 0; octave < 5; octave += 1) {
    height += weight * Math.sin(((x + (ridge.shift ?? 0)) / length) * Math.PI * 2 + random() * Math.PI * 2);
    weight *= roughness;
    length *= 0.47 + random() * 0.08;
  }
  return ridge.baseline - ridge.amplitude * height;
}

/** A closed shape from the ridge line down to the bottom of the stage. */
export function ridgePath(ridge: Ridge, step = 12): string {
  let path = `M-40 ${stageHeight + 40}`;
  for (let x = -40; x <= stageWidth + 40; x += step) path += `L${x} ${round(ridgeAt(ridge, x))}`;
  return `${path}L${stageWidth + 40} ${stageHeight + 40}Z`;
}

/** `stops` are `offset colour [opacity]`, e.g. `0 #fff 0.5`. */
export function linear(id: string, ...stops: string[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.map(stop).join('')}</linearGradient>`;
}

export function radial(id: string, ...stops: string[]): string {
  return `<radialGradient id="${id}">${stops.map(stop).join('')}</radialGradient>`;
}

function stop(text: string): string {
  const [offset = '0', colour = '#000', opacity = '1'] = text.split(' ');
  return `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
}

/** Drawn around the stage and cut away by the maker, because a blur pales towards the edge of its canvas. */
const marginWidth = 32;
const marginHeight = 18;

/** One whole frame with its margin: the scene under a slow push of the camera, a soft vignette and the label. */
export function frame(scene: Scene, moment: Moment, width: number, height: number): string {
  const zoom = 1.02 + 0.035 * moment.share;
  const centreX = stageWidth / 2;
  const centreY = stageHeight * 0.56;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas(width, marginWidth / stageWidth)}" height="${canvas(height, marginHeight / stageHeight)}" ` +
    `viewBox="${-marginWidth} ${-marginHeight} ${stageWidth + 2 * marginWidth} ${stageHeight + 2 * marginHeight}" preserveAspectRatio="xMidYMid slice">` +
    `<defs><radialGradient id="vignette" cx="0.5" cy="0.5" r="0.72">${stop('0.6 #000 0')}${stop('1 #000 0.34')}</radialGradient>` +
    `<radialGradient id="plate">${stop('0 #000 0.4')}${stop('0.45 #000 0.28')}${stop('1 #000 0')}</radialGradient></defs>` +
    `<g transform="translate(${centreX} ${centreY}) scale(${zoom.toFixed(5)}) translate(${-centreX} ${-centreY})">${scene.draw(moment)}</g>` +
    `<rect x="-40" y="-40" width="${stageWidth + 80}" height="${stageHeight + 80}" fill="url(#vignette)"/>` +
    `<ellipse cx="130" cy="${stageHeight - 44}" rx="240" ry="66" fill="url(#plate)"/>` +
    `<text x="40" y="${stageHeight - 36}" font-family="Inter, DejaVu Sans, sans-serif" font-size="23" font-weight="600" ` +
    `letter-spacing="0.4" fill="#fff" fill-opacity="0.94">${scene.label}` +
    `<tspan dx="10" font-weight="400" fill-opacity="0.72">demo</tspan></text></svg>`
  );
}

/** The even number of pixels that holds `pixels` and a margin of the given share on both sides. */
function canvas(pixels: number, share: number): number {
  return 2 * Math.ceil(pixels * (0.5 + share));
}
