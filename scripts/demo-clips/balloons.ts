import type { Moment, Scene } from './svg.ts';
import { each, linear, radial, ridgePath, round, seededRandom, stageHeight, stageWidth } from './svg.ts';

const defs =
  `<defs>${linear('sky', '0 #7c92cd', '0.38 #b9aed6', '0.66 #f0c3c4', '1 #fde6cf')}${radial('halo', '0 #fff3da 0.95', '0.3 #ffe4c6 0.5', '1 #ffdcc0 0')}` +
  `${linear('ridgeA', '0 #b7a3c6', '1 #ddc6d3')}${linear('ridgeB', '0 #9785b3', '1 #c4aec6')}${linear('ridgeC', '0 #73648f', '1 #a08fb4')}${linear('ridgeD', '0 #4a3f66', '1 #2c2744')}` +
  `${linear('fog', '0 #ffeee6 0', '0.5 #ffeee6 0.62', '1 #ffeee6 0')}${radial('shade', '0 #fff 0.28', '0.55 #fff 0', '1 #241a3a 0.34')}${radial('wisp', '0 #fff6f0 0.5', '1 #fff6f0 0')}` +
  `${radial('flame', '0 #fff3b8 1', '1 #ff9d3c 0')}</defs>`;

interface Balloon {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colours: readonly [string, string];
  readonly phase: number;
}

const balloons: readonly Balloon[] = [
  { x: 1090, y: 300, size: 0.3, colours: ['#e8e4f0', '#8c7fb0'], phase: 0.4 },
  { x: 610, y: 352, size: 0.26, colours: ['#f5ead2', '#c96a5b'], phase: 2.2 },
  { x: 240, y: 236, size: 0.4, colours: ['#5f7fb8', '#f4ecdc'], phase: 4.1 },
  { x: 905, y: 190, size: 0.66, colours: ['#f3efe6', '#3f8f95'], phase: 1.3 },
  { x: 1215, y: 430, size: 0.5, colours: ['#8d3f5d', '#f0b77f'], phase: 3.2 },
  { x: 452, y: 250, size: 1.12, colours: ['#f2b13f', '#d9613a'], phase: 0 },
];

/** Sunrise over a valley in mist, balloons going up. */
export const balloonValley: Scene = { label: 'Pixazo', posterSecond: 2.4, draw };

function draw({ seconds, seed }: Moment): string {
  return (
    defs +
    `<rect x="-60" y="-60" width="${stageWidth + 120}" height="${stageHeight + 120}" fill="url(#sky)"/>` +
    `<circle cx="760" cy="470" r="360" fill="url(#halo)"/><circle cx="760" cy="468" r="40" fill="#fffaf0"/>` +
    wisps(seconds, seed) +
    layer('ridgeA', {
      seed: seed + 2,
      baseline: 492,
      amplitude: 32,
      wavelength: 430,
      roughness: 0.52,
      shift: seconds * 3,
    }) +
    fog(540, seconds, 0) +
    each(3, (index) => balloon(balloons[index], seconds, seed)) +
    layer('ridgeB', {
      seed: seed + 9,
      baseline: 556,
      amplitude: 30,
      wavelength: 560,
      roughness: 0.48,
      shift: seconds * 6,
    }) +
    fog(612, seconds, 2) +
    each(2, (index) => balloon(balloons[index + 3], seconds, seed)) +
    layer('ridgeC', {
      seed: seed + 5,
      baseline: 632,
      amplitude: 26,
      wavelength: 720,
      roughness: 0.42,
      shift: seconds * 11,
    }) +
    fog(690, seconds, 4) +
    balloon(balloons[5], seconds, seed) +
    layer('ridgeD', {
      seed: seed + 7,
      baseline: 716,
      amplitude: 20,
      wavelength: 900,
      roughness: 0.36,
      shift: seconds * 20,
    }) +
    pines(seconds, seed)
  );
}

function layer(fill: string, ridge: Parameters<typeof ridgePath>[0]): string {
  return `<path d="${ridgePath(ridge)}" fill="url(#${fill})"/>`;
}

function fog(y: number, seconds: number, phase: number): string {
  return `<rect x="-60" y="${round(y - 78 + Math.sin(seconds * 0.5 + phase) * 8)}" width="${stageWidth + 120}" height="150" fill="url(#fog)"/>`;
}

function wisps(seconds: number, seed: number): string {
  const random = seededRandom(seed + 17);
  return each(12, () => {
    const x = ((random() * 1760 + seconds * (6 + random() * 8)) % 1760) - 190;
    return `<ellipse cx="${round(x)}" cy="${round(60 + random() * 290)}" rx="${round(130 + random() * 190)}" ry="${round(8 + random() * 15)}" fill="url(#wisp)"/>`;
  });
}

function balloon(one: Balloon | undefined, seconds: number, seed: number): string {
  if (one === undefined) return '';
  const wander = ((seed % 5) - 2) * 24;
  const x = one.x + wander + seconds * 7 * one.size + Math.sin(seconds * 0.55 + one.phase) * 10 * one.size;
  const y = one.y + 20 - seconds * 9 * one.size + Math.sin(seconds * 0.8 + one.phase * 2) * 7 * one.size;
  const tilt = Math.sin(seconds * 0.7 + one.phase) * 2.2;
  const [main, second] = one.colours;
  const burner = Math.max(0, Math.sin(seconds * 1.5 + one.phase * 3) - 0.25);
  const envelope =
    'M0 -118C66 -118 98 -70 98 -22C98 34 44 78 20 108H-20C-44 78 -98 34 -98 -22C-98 -70 -66 -118 0 -118Z';
  return (
    `<g transform="translate(${round(x)} ${round(y)}) scale(${one.size}) rotate(${round(tilt)})">` +
    `<path d="${envelope}" fill="${main}"/>` +
    `<path d="M0 -118C26 -118 40 -70 40 -22C40 34 18 78 8 108H-8C-18 78 -40 34 -40 -22C-40 -70 -26 -118 0 -118Z" fill="${second}"/>` +
    `<path d="M0 -118C9 -118 13 -70 13 -22C13 34 6 78 3 108H-3C-6 78 -13 34 -13 -22C-13 -70 -9 -118 0 -118Z" fill="${main}"/>` +
    `<path d="M0 -118C58 -118 84 -70 84 -22C84 34 38 78 17 108H20C44 78 98 34 98 -22C98 -70 66 -118 0 -118Z" fill="${second}" opacity="0.85"/>` +
    `<path d="M0 -118C-58 -118 -84 -70 -84 -22C-84 34 -38 78 -17 108H-20C-44 78 -98 34 -98 -22C-98 -70 -66 -118 0 -118Z" fill="${second}" opacity="0.85"/>` +
    `<path d="${envelope}" fill="url(#shade)"/>` +
    `<circle cx="0" cy="112" r="${round(26 + burner * 16)}" fill="url(#flame)" opacity="${round(burner)}"/>` +
    `<path d="M-18 108L-13 142M18 108L13 142" stroke="#3b2b2a" stroke-width="2.4"/><rect x="-16" y="140" width="32" height="24" rx="4" fill="#6b4632"/>` +
    `<circle cx="-6" cy="137" r="4.4" fill="#2d2233"/><circle cx="6" cy="136" r="4.8" fill="#2d2233"/><rect x="-18" y="138" width="36" height="6" rx="2" fill="#8a5d40"/></g>`
  );
}

function pines(seconds: number, seed: number): string {
  const random = seededRandom(seed + 41);
  return each(46, () => {
    const x = ((random() * 1640 - seconds * 20 + 3280) % 1640) - 130;
    const y = 742 + random() * 40;
    const height = 40 + random() * 60;
    const width = height * 0.24;
    return `<path d="M${round(x)} ${round(y - height)}L${round(x + width)} ${round(y)}H${round(x - width)}Z" fill="#231f38"/>`;
  });
}
