import type { Moment, Scene } from './svg.ts';
import { each, linear, radial, ridgeAt, ridgePath, round, seededRandom, stageHeight, stageWidth } from './svg.ts';

const horizon = 432;
const sunX = 418;

const defs =
  `<defs>${linear('sky', '0 #e79a55', '0.45 #f4bd78', '1 #fde4b0')}` +
  linear('sea', '0 #d9a468', '0.16 #a77f5c', '0.55 #4d5c63', '1 #1f323d') +
  radial('halo', '0 #fff6d8 0.95', '0.25 #ffeab8 0.55', '1 #ffdf9e 0') +
  `${radial('cloud', '0 #fff0d2 0.55', '1 #fff0d2 0')}${radial('spray', '0 #fff8ea 0.9', '1 #fff8ea 0')}` +
  `${linear('sail', '0 #fff7e6', '1 #e9c796')}${linear('fluke', '0 #33454d', '1 #1a2a33')}</defs>`;

/** Golden hour at sea: a sail, gulls, and a whale that shows its tail. */
export const goldenSea: Scene = { label: 'Ace Data Cloud', posterSecond: 3.1, draw };

function draw({ seconds, share, seed }: Moment): string {
  return (
    defs +
    `<rect x="-60" y="-60" width="${stageWidth + 120}" height="${stageHeight + 120}" fill="url(#sky)"/>` +
    `<circle cx="${sunX}" cy="${horizon - 54}" r="330" fill="url(#halo)"/>` +
    `<circle cx="${sunX}" cy="${horizon - 54}" r="58" fill="#fff4d2"/>` +
    clouds(seconds, seed) +
    `<path d="${ridgePath({ seed: seed + 4, baseline: horizon + 2, amplitude: 15, wavelength: 620, shift: seconds * 2 })}" fill="#c58d5e" opacity="0.75"/>` +
    gulls(seconds) +
    `<rect x="-60" y="${horizon}" width="${stageWidth + 120}" height="${stageHeight}" fill="url(#sea)"/>` +
    glitter(seconds, seed, 0.8) +
    swell(0, seconds, seed) +
    boat(seconds, share, seed) +
    swell(1, seconds, seed) +
    glitter(seconds, seed + 1, 0.55) +
    whale(seconds, seed) +
    swell(2, seconds, seed) +
    spray(seconds, seed) +
    glitter(seconds, seed + 2, 0.4) +
    swell(3, seconds, seed)
  );
}

function clouds(seconds: number, seed: number): string {
  const random = seededRandom(seed + 11);
  return each(16, () => {
    const x = ((random() * 1700 + seconds * (4 + random() * 9)) % 1700) - 160;
    return `<ellipse cx="${round(x)}" cy="${round(70 + random() * 250)}" rx="${round(140 + random() * 220)}" ry="${round(7 + random() * 16)}" fill="url(#cloud)"/>`;
  });
}

function glitter(seconds: number, seed: number, strength: number): string {
  const random = seededRandom(seed + 5);
  return each(150, () => {
    const depth = random() ** 1.5;
    const y = horizon + 3 + depth * 300;
    const x = sunX + (random() - 0.5) * (70 + depth * 430) + Math.sin(seconds * 0.9 + y) * 5;
    const length = 8 + depth * 46 * (0.5 + random());
    const light = Math.max(0, Math.sin(seconds * (1.3 + random() * 2) + random() * 6.28)) * (1 - depth * 0.7);
    return `<rect x="${round(x - length / 2)}" y="${round(y)}" width="${round(length)}" height="${round(1.4 + depth * 3)}" rx="2" fill="#fff0c4" opacity="${round(light * strength)}"/>`;
  });
}

const swells = [
  { baseline: 470, amplitude: 3, wavelength: 240, speed: 18, fill: '#8d7259', opacity: 0.5 },
  { baseline: 524, amplitude: 6, wavelength: 340, speed: 30, fill: '#5b605d', opacity: 0.7 },
  { baseline: 598, amplitude: 10, wavelength: 460, speed: 46, fill: '#36474e', opacity: 0.97 },
  { baseline: 690, amplitude: 15, wavelength: 640, speed: 68, fill: '#20323c', opacity: 0.97 },
] as const;

function swellRidge(index: 0 | 1 | 2 | 3, seconds: number, seed: number) {
  const { baseline, amplitude, wavelength, speed } = swells[index];
  const heave = Math.sin(seconds * 1.1 + index * 1.7) * amplitude * 0.5;
  return {
    seed: seed + 21 + index,
    baseline: baseline + heave,
    amplitude,
    wavelength,
    shift: seconds * speed,
    roughness: 0.42,
  };
}

function swell(index: 0 | 1 | 2 | 3, seconds: number, seed: number): string {
  const { fill, opacity } = swells[index];
  const path = ridgePath(swellRidge(index, seconds, seed));
  return (
    `<path d="${path}" fill="${fill}" opacity="${opacity}"/>` +
    `<path d="${path}" fill="none" stroke="#ffdca6" stroke-width="${1 + index * 0.5}" opacity="${round(0.34 - index * 0.06)}"/>`
  );
}

function boat(seconds: number, share: number, seed: number): string {
  const x = 930 - share * 60;
  const y = ridgeAt(swellRidge(0, seconds, seed), x) + 20 + Math.sin(seconds * 1.4) * 3;
  const tilt = Math.sin(seconds * 1.15) * 3.2 - 3;
  return (
    `<ellipse cx="${round(x)}" cy="${round(y + 22)}" rx="118" ry="6" fill="#1d2f39" opacity="0.35"/>` +
    `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(tilt)})">` +
    `<path d="M6 -8L6 -178Q74 -96 92 -14Z" fill="url(#sail)"/><path d="M-2 -14L-2 -156Q-58 -84 -70 -20Z" fill="#f3d9ae"/>` +
    `<rect x="0" y="-186" width="4" height="188" fill="#4b3528"/>` +
    `<path d="M-84 -6H104Q92 24 60 26H-46Q-74 22 -84 -6Z" fill="#5d3a2a"/><path d="M-84 -6H104L102 2H-82Z" fill="#fbeed5"/></g>`
  );
}

function gulls(seconds: number): string {
  return each(6, (index) => {
    const x = 250 + index * 132 + seconds * (15 + index * 2.5);
    const y = 190 + Math.sin(index * 2.3) * 66 + Math.sin(seconds * 0.9 + index) * 11;
    const size = 12 + (index % 3) * 5;
    const flap = Math.sin(seconds * (5.2 + (index % 3)) + index * 2) * size * 0.55;
    return (
      `<path d="M${round(x - size * 1.7)} ${round(y - flap)}Q${round(x - size * 0.7)} ${round(y - size * 0.55 - flap * 0.4)} ${round(x)} ${round(y)}` +
      `Q${round(x + size * 0.7)} ${round(y - size * 0.55 - flap * 0.4)} ${round(x + size * 1.7)} ${round(y - flap)}" ` +
      `fill="none" stroke="#5a4034" stroke-width="${round(size * 0.2)}" stroke-linecap="round" stroke-linejoin="round"/>`
    );
  });
}

const diveSeconds = 6.2;

/** The tail comes up, stands, and slides under again; then the next one. */
function tail(seconds: number, seed: number) {
  const turn = (seconds + 0.4) % diveSeconds;
  const rise = Math.sin(Math.min(1, Math.max(0, (turn - 0.7) / 4.6)) * Math.PI) ** 0.8;
  const x = Math.floor((seconds + 0.4) / diveSeconds) % 2 === 0 ? 690 : 1130;
  return { turn, rise, x, base: ridgeAt(swellRidge(2, seconds, seed), x) };
}

function whale(seconds: number, seed: number): string {
  const { turn, rise, x, base } = tail(seconds, seed);
  if (rise <= 0.01) return '';
  return (
    `<g transform="translate(${x} ${round(base + 40 + 190 * (1 - rise))}) rotate(${round((turn - 3) * 3)})">` +
    `<path d="M-34 60Q-22 -40 -14 -104Q-64 -100 -122 -150Q-96 -186 -52 -182Q-14 -176 0 -150Q14 -176 52 -182Q96 -186 122 -150Q64 -100 14 -104Q22 -40 34 60Z" fill="url(#fluke)"/>` +
    `<path d="M-122 -150Q-96 -186 -52 -182Q-14 -176 0 -150Q14 -176 52 -182Q96 -186 122 -150" fill="none" stroke="#ffd9a0" stroke-width="2.5" opacity="0.6"/></g>`
  );
}

function spray(seconds: number, seed: number): string {
  const { turn, rise, x, base } = tail(seconds, seed);
  if (rise <= 0.01) return '';
  const random = seededRandom(seed + 77);
  const drops = each(46, () => {
    const angle = (random() - 0.5) * 2.4;
    const age = (turn * 0.75 + random()) % 1;
    const reach = 50 + random() * 120;
    const dropX = x + Math.sin(angle) * reach * age * 1.3;
    const dropY = base - 2 - Math.cos(angle) * reach * age * 1.5 + 150 * age * age;
    return `<circle cx="${round(dropX)}" cy="${round(dropY)}" r="${round(1.4 + random() * 3)}" fill="#fff6e2" opacity="${round((1 - age) * rise * 0.9)}"/>`;
  });
  return `<ellipse cx="${x}" cy="${round(base + 6)}" rx="${round(70 + 60 * rise)}" ry="${round(13 + 7 * rise)}" fill="url(#spray)" opacity="${round(rise * 0.75)}"/>${drops}`;
}
