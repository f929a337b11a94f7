import type { Moment, Scene } from './svg.ts';
import { each, linear, radial, round, seededRandom, stageHeight, stageWidth } from './svg.ts';

const waterline = 430;

const defs =
  `<defs>${linear('sky', '0 #2c2148', '0.45 #5c3566', '0.8 #a9556a', '1 #f0945f')}${linear('water', '0 #b1605f', '0.1 #6e3d60', '0.5 #2f2145', '1 #140f24')}` +
  `${radial('glow', '0 #ffcf7a 0.75', '0.35 #ff9d45 0.3', '1 #ff8a3a 0')}${linear('paper', '0 #fff0bd', '0.6 #ffc868', '1 #f08e3a')}` +
  `${linear('trail', '0 #ffb45c 0.55', '1 #ffb45c 0')}${radial('ember', '0 #ff9a5e 0.9', '1 #ff9a5e 0')}</defs>`;

/** Paper lanterns drift down a canal at dusk, and a few rise into the sky. */
export const lanternCanal: Scene = { label: 'AI/ML API', posterSecond: 2.6, draw };

function draw({ seconds, seed }: Moment): string {
  return (
    defs +
    `<rect x="-60" y="-60" width="${stageWidth + 120}" height="${waterline + 64}" fill="url(#sky)"/>` +
    stars(seconds, seed) +
    `<ellipse cx="690" cy="${waterline}" rx="620" ry="150" fill="url(#ember)" opacity="0.55"/>` +
    skyline(seconds, seed) +
    bridge(seconds) +
    rising(seconds, seed) +
    `<rect x="-60" y="${waterline}" width="${stageWidth + 120}" height="${stageHeight}" fill="url(#water)"/>` +
    ripples(seconds, seed) +
    floating(seconds, seed)
  );
}

function stars(seconds: number, seed: number): string {
  const random = seededRandom(seed + 3);
  return each(70, () => {
    const twinkle = 0.3 + 0.5 * Math.abs(Math.sin(seconds * (0.6 + random()) + random() * 6));
    return `<circle cx="${round(random() * stageWidth)}" cy="${round(random() * 230)}" r="${round(0.7 + random() * 1.3)}" fill="#fff" opacity="${round(twinkle * 0.8)}"/>`;
  });
}

function skyline(seconds: number, seed: number): string {
  return (
    houses(seed + 13, 0, 150, 24, '#5b3259', 130, 26, seconds) +
    houses(seed + 29, 1, 250, 23, '#1f1733', 92, 70, seconds)
  );
}

/** `row` 0 stands behind and spans the whole width; row 1 stands in front, at both banks only. */
function houses(
  seed: number,
  row: 0 | 1,
  tall: number,
  count: number,
  fill: string,
  width: number,
  low: number,
  seconds: number,
): string {
  const random = seededRandom(seed);
  return each(count, (index) => {
    const x = index * (width - 26) - 60;
    const bank = Math.min(1, Math.abs(x + width / 2 - 680) / 680);
    const height = low + random() * tall * (row === 0 ? 0.55 : bank ** 1.6);
    const shown = row === 0 || Math.abs(x + width / 2 - 680) > 300;
    const roof =
      random() > 0.4
        ? `M${x - 8} ${round(waterline - height)}L${round(x + width / 2)} ${round(waterline - height - 26)}L${x + width + 8} ${round(waterline - height)}Z`
        : '';
    const windows = each(row === 0 ? 0 : Math.floor(height / 30), (level) =>
      each(4, (column) => {
        const lit = random();
        if (lit < 0.5) return '';
        const flicker = 0.65 + 0.35 * Math.sin(seconds * (0.5 + lit) + lit * 40);
        return `<rect x="${round(x + 13 + column * 18)}" y="${round(waterline - height + 14 + level * 28)}" width="9" height="13" rx="1.5" fill="#ffc46b" opacity="${round(flicker * 0.9)}"/>`;
      }),
    );
    if (!shown) return '';
    return `<rect x="${x}" y="${round(waterline - height)}" width="${width}" height="${round(height + 4)}" fill="${fill}"/><path d="${roof}" fill="${fill}"/>${windows}`;
  });
}

function bridge(seconds: number): string {
  const deck = `M430 ${waterline + 4}Q690 ${waterline - 128} 950 ${waterline + 4}L918 ${waterline + 4}Q690 ${waterline - 92} 462 ${waterline + 4}Z`;
  const posts = each(13, (index) => {
    const share = (index + 1) / 14;
    const x = 430 + share * 520;
    const y = waterline + 4 - 4 * share * (1 - share) * 66 - 4;
    const swing = Math.sin(seconds * 1.6 + index) * 1.6;
    const lantern =
      index % 3 === 0
        ? `<circle cx="${round(x + swing)}" cy="${round(y - 24)}" r="22" fill="url(#glow)"/><circle cx="${round(x + swing)}" cy="${round(y - 24)}" r="4.4" fill="#ffe0a0"/>`
        : '';
    return `<rect x="${round(x - 1.5)}" y="${round(y - 17)}" width="3" height="19" fill="#241a38"/>${lantern}`;
  });
  return `<path d="${deck}" fill="#241a38"/><path d="M430 ${waterline - 12}Q690 ${waterline - 146} 950 ${waterline - 12}" fill="none" stroke="#241a38" stroke-width="4"/>${posts}`;
}

function rising(seconds: number, seed: number): string {
  const random = seededRandom(seed + 61);
  return each(13, (index) => {
    const size = 0.16 + random() * 0.3;
    const x = 180 + random() * 1010 + Math.sin(seconds * 0.6 + index) * 13;
    const y = ((random() * 420 - seconds * (10 + size * 34) + 1260) % 420) - 20;
    const fade = Math.min(1, (400 - y) / 90);
    return `<g opacity="${round(Math.max(0, fade))}">${lantern(x, y, size, seconds, index)}</g>`;
  });
}

function lantern(x: number, y: number, size: number, seconds: number, index: number): string {
  const breath = 0.86 + 0.14 * Math.sin(seconds * 3.1 + index * 2.1);
  return (
    `<g transform="translate(${round(x)} ${round(y)}) scale(${round(size)}) rotate(${round(Math.sin(seconds * 1.1 + index) * 3)})">` +
    `<circle cx="0" cy="0" r="150" fill="url(#glow)" opacity="${round(breath)}"/>` +
    `<rect x="-38" y="-46" width="76" height="84" rx="11" fill="url(#paper)"/><path d="M-13 -46V38M13 -46V38" stroke="#d27a35" stroke-width="2" opacity="0.5"/>` +
    `<rect x="-42" y="34" width="84" height="11" rx="3" fill="#8a4426"/><rect x="-40" y="-50" width="80" height="7" rx="3" fill="#b25f30"/></g>`
  );
}

function ripples(seconds: number, seed: number): string {
  const random = seededRandom(seed + 19);
  return each(130, () => {
    const depth = random() ** 1.3;
    const y = waterline + 4 + depth * 330;
    const x = ((random() * 1700 + seconds * (8 + depth * 34)) % 1700) - 160;
    const length = 30 + depth * 150 * (0.4 + random());
    const light = 0.5 + 0.5 * Math.sin(seconds * 1.2 + random() * 6.28);
    const fill = random() > 0.55 ? '#e78a63' : '#8a5a86';
    return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(length / 2)}" ry="${round(0.9 + depth * 2.6)}" fill="${fill}" opacity="${round(light * (0.4 - depth * 0.2))}"/>`;
  });
}

function floating(seconds: number, seed: number): string {
  const random = seededRandom(seed + 83);
  const all = Array.from({ length: 15 }, (_, index) => {
    const depth = (index + random() * 0.5) / 15;
    const size = 0.2 + depth ** 1.5 * 0.95;
    const y = waterline + 26 + depth ** 1.5 * 232;
    const x = ((random() * 1560 + seconds * (9 + size * 34)) % 1560) - 100;
    return { x, y: y + Math.sin(seconds * 1.5 + index * 1.9) * 5 * size, size, index };
  });
  return all
    .map(
      ({ x, y, size, index }) =>
        `<rect x="${round(x - 30 * size)}" y="${round(y + 40 * size)}" width="${round(60 * size)}" height="${round(170 * size)}" rx="${round(22 * size)}" fill="url(#trail)" opacity="${round(0.65 + 0.2 * Math.sin(seconds * 2.3 + index))}"/>` +
        `<ellipse cx="${round(x)}" cy="${round(y + 46 * size)}" rx="${round(120 * size)}" ry="${round(20 * size)}" fill="url(#glow)"/>` +
        lantern(x, y, size, seconds, index),
    )
    .join('');
}
