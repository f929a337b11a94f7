import type { Moment, Scene } from './svg.ts';
import { each, linear, radial, ridgeAt, ridgePath, round, seededRandom, stageHeight, stageWidth } from './svg.ts';

const defs =
  `<defs>${linear('sky', '0 #8cc9d6', '0.5 #c9e6df', '1 #fff3d4')}${radial('halo', '0 #fffbe8 1', '0.2 #fff6d6 0.7', '1 #fff2cc 0')}` +
  `${radial('puff', '0 #ffffff 0.85', '0.7 #fffdf6 0.6', '1 #fffdf6 0')}${linear('mist', '0 #fff8e2 0', '0.5 #fff8e2 0.55', '1 #fff8e2 0')}` +
  `${linear('hillA', '0 #9ec9b4', '1 #b6d6b2')}${linear('hillB', '0 #74b08c', '1 #98c58a')}${linear('hillC', '0 #4f9672', '1 #6fae6b')}` +
  `${linear('hillD', '0 #2f7a5b', '1 #1c5646')}${linear('tower', '0 #fffaf0', '1 #dfe6df')}</defs>`;

/** A fresh morning: mills turning on layered hills, poppies in the wind. */
export const windmills: Scene = { label: 'Appy Pie', posterSecond: 2.2, draw };

function draw({ seconds, seed }: Moment): string {
  const hills = [
    { seed: seed + 1, baseline: 410, amplitude: 34, wavelength: 520, roughness: 0.5, shift: seconds * 3 },
    { seed: seed + 8, baseline: 470, amplitude: 26, wavelength: 700, roughness: 0.36, shift: seconds * 6 },
    { seed: seed + 3, baseline: 548, amplitude: 30, wavelength: 880, roughness: 0.3, shift: seconds * 10 },
    { seed: seed + 6, baseline: 664, amplitude: 24, wavelength: 1100, roughness: 0.28, shift: seconds * 16 },
  ] as const;
  const [far, middle, near, front] = hills;
  return (
    defs +
    `<rect x="-60" y="-60" width="${stageWidth + 120}" height="${stageHeight + 120}" fill="url(#sky)"/>` +
    `<circle cx="1010" cy="250" r="300" fill="url(#halo)"/><circle cx="1010" cy="250" r="46" fill="#fffdf2"/>` +
    clouds(seconds, seed) +
    `<path d="${ridgePath(far)}" fill="url(#hillA)"/>${mist(430)}` +
    mill(360 - seconds * 3, ridgeAt(far, 360 - seconds * 3) + 6, 0.34, seconds * 62) +
    mill(1120 - seconds * 3, ridgeAt(far, 1120 - seconds * 3) + 6, 0.3, seconds * 70 + 20) +
    `<path d="${ridgePath(middle)}" fill="url(#hillB)"/>${mist(500)}` +
    mill(800 - seconds * 6, ridgeAt(middle, 800 - seconds * 6) + 8, 0.62, seconds * 54 + 40) +
    `<path d="${ridgePath(near)}" fill="url(#hillC)"/>` +
    birds(seconds) +
    mill(236 - seconds * 10, ridgeAt(near, 236 - seconds * 10) + 12, 1.2, seconds * 46 + 10) +
    trees(seconds, near, seed) +
    `<path d="${ridgePath(front)}" fill="url(#hillD)"/>` +
    poppies(seconds, seed)
  );
}

function mist(y: number): string {
  return `<rect x="-60" y="${y - 60}" width="${stageWidth + 120}" height="130" fill="url(#mist)"/>`;
}

function clouds(seconds: number, seed: number): string {
  const random = seededRandom(seed + 31);
  return each(5, (index) => {
    const x = ((index * 340 + random() * 160 + seconds * (11 + index * 2.4)) % 1760) - 190;
    const y = 84 + random() * 190;
    const size = 0.6 + random() * 0.7;
    return each(9, (puff) => {
      const arch = Math.sin(((puff + 0.6) / 9.2) * Math.PI);
      const radius = (20 + 34 * arch * (0.7 + random() * 0.6)) * size;
      return `<circle cx="${round(x + (puff - 4) * 27 * size)}" cy="${round(y - radius * 0.55)}" r="${round(radius)}" fill="url(#puff)"/>`;
    });
  });
}

function mill(x: number, y: number, size: number, degrees: number): string {
  const blades = each(
    4,
    (index) =>
      `<g transform="rotate(${round(degrees + index * 90)})"><rect x="-2.5" y="-118" width="5" height="118" fill="#5d4638"/>` +
      `<path d="M3 -114H25V-24H3Z" fill="#fff9ec"/><path d="M3 -96H25M3 -78H25M3 -60H25M3 -42H25M14 -114V-24" stroke="#a58a70" stroke-width="1.6" fill="none"/></g>`,
  );
  return (
    `<g transform="translate(${round(x)} ${round(y)}) scale(${size})"><path d="M-42 0L-26 -138H26L42 0Z" fill="url(#tower)"/>` +
    `<path d="M8 -138H26L42 0H14Z" fill="#b9c8c0" opacity="0.5"/><path d="M-31 -136Q0 -190 31 -136Z" fill="#c4573f"/>` +
    `<rect x="-9" y="-40" width="18" height="40" rx="9" fill="#6b4a38"/><rect x="-7" y="-96" width="14" height="18" rx="3" fill="#8fb0ad"/>` +
    `<g transform="translate(0 -142)">${blades}<circle r="7" fill="#5d4638"/></g></g>`
  );
}

function birds(seconds: number): string {
  return each(7, (index) => {
    const x = 1180 - seconds * 34 - Math.abs(index - 3) * 34 + (index - 3) * 8;
    const y = 210 + (index - 3) * 17 + Math.sin(seconds * 1.2 + index) * 4;
    const flap = Math.sin(seconds * 6.4 + index * 1.1) * 7;
    return `<path d="M${round(x - 16)} ${round(y - flap)}Q${round(x - 6)} ${round(y - 6)} ${round(x)} ${round(y)}Q${round(x + 6)} ${round(y - 6)} ${round(x + 16)} ${round(y - flap)}" fill="none" stroke="#2e5a58" stroke-width="3" stroke-linecap="round"/>`;
  });
}

function trees(seconds: number, hill: Parameters<typeof ridgeAt>[0], seed: number): string {
  const random = seededRandom(seed + 51);
  return each(26, () => {
    const x = 470 + random() * 900 - seconds * 10;
    const y = ridgeAt(hill, x) + 8 + random() * 34;
    const size = 15 + random() * 20;
    const lean = Math.sin(seconds * 1.3 + x * 0.02) * 1.6;
    const fill = random() > 0.5 ? '#2f7f5f' : '#3b8d64';
    return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(lean)})"><rect x="-2" y="${round(-size)}" width="4" height="${round(size)}" fill="#4a3d31"/><ellipse cx="0" cy="${round(-size * 1.75)}" rx="${round(size * 0.62)}" ry="${round(size * 1.2)}" fill="${fill}"/></g>`;
  });
}

function poppies(seconds: number, seed: number): string {
  const random = seededRandom(seed + 91);
  return each(120, (index) => {
    const depth = index / 120;
    const x = ((random() * 1600 - seconds * (18 + depth * 26) + 3200) % 1600) - 110;
    const y = 676 + depth * 118 + random() * 14;
    const height = 22 + depth * 52;
    const sway = Math.sin(seconds * 1.8 + x * 0.013 + random()) * (5 + depth * 11);
    const petals = 4 + depth * 10;
    const red = random() > 0.25 ? '#e2553f' : '#f6efe0';
    return (
      `<path d="M${round(x)} ${round(y)}Q${round(x)} ${round(y - height * 0.6)} ${round(x + sway)} ${round(y - height)}" stroke="#14463a" stroke-width="${round(1.4 + depth * 1.6)}" fill="none"/>` +
      `<ellipse cx="${round(x + sway)}" cy="${round(y - height)}" rx="${round(petals)}" ry="${round(petals * 0.72)}" fill="${red}"/>` +
      `<ellipse cx="${round(x + sway)}" cy="${round(y - height - petals * 0.15)}" rx="${round(petals * 0.32)}" ry="${round(petals * 0.24)}" fill="#3a1f24" opacity="0.8"/>`
    );
  });
}
