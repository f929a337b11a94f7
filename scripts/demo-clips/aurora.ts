import type { Moment, Scene } from './svg.ts';
import { each, linear, radial, ridgePath, round, seededRandom, stageHeight, stageWidth } from './svg.ts';

const shore = 486;

const defs =
  `<defs>${linear('sky', '0 #050b1f', '0.55 #0c2140', '1 #174a5c')}${linear('lake', '0 #154452', '0.35 #0b2a3a', '1 #050f1b')}` +
  linear('green', '0 #5b7fd6 0', '0.3 #6d86d8 0.16', '0.66 #3fd9a0 0.6', '0.9 #8ff5c8 0.8', '1 #4fe0a6 0') +
  linear('violet', '0 #a06bd8 0', '0.45 #9a78dd 0.3', '0.85 #58c9c0 0.5', '1 #58c9c0 0') +
  `${linear('snow', '0 #8fb0c4', '0.1 #4d7088', '0.24 #1d3d52', '1 #12293a')}${linear('range', '0 #17374c', '0.16 #0c2232', '1 #0a1a28')}${radial('lamp', '0 #ffe3a3 0.8', '1 #ffc46b 0')}` +
  `${linear('shine', '0 #ffd48a 0.75', '1 #ffd48a 0')}<filter id="soft" x="-5%" y="-5%" width="110%" height="110%"><feGaussianBlur stdDeviation="7 3"/></filter></defs>`;

/** A night train crosses a lake under the northern lights. */
export const auroraLake: Scene = { label: 'Novita', posterSecond: 4, draw };

function draw({ seconds, seed }: Moment): string {
  const lights = curtain(seconds, seed, 0) + curtain(seconds, seed, 1) + curtain(seconds, seed, 2);
  return (
    defs +
    `<rect x="-60" y="-60" width="${stageWidth + 120}" height="${stageHeight}" fill="url(#sky)"/>` +
    stars(seconds, seed) +
    `<g filter="url(#soft)">${lights}</g>` +
    `<path d="${ridgePath({ seed: seed + 15, baseline: 436, amplitude: 27, wavelength: 460, roughness: 0.52, shift: seconds * 2 }, 7)}" fill="url(#snow)" opacity="0.9"/>` +
    `<path d="${ridgePath({ seed: seed + 22, baseline: 474, amplitude: 12, wavelength: 300, roughness: 0.55, shift: seconds * 4 }, 7)}" fill="url(#range)"/>` +
    `<rect x="-60" y="${shore}" width="${stageWidth + 120}" height="${stageHeight}" fill="url(#lake)"/>` +
    `<g transform="translate(0 ${shore * 1.62}) scale(1 -0.62)" opacity="0.42" filter="url(#soft)">${lights}</g>` +
    `<rect x="-60" y="${stageHeight - 170}" width="${stageWidth + 120}" height="230" fill="url(#lake)" opacity="0.5"/>` +
    train(seconds) +
    ripples(seconds, seed) +
    pines(seconds, seed)
  );
}

function stars(seconds: number, seed: number): string {
  const random = seededRandom(seed + 2);
  const shooting = (seconds + 2.2) % 5;
  const streak =
    shooting < 0.9
      ? `<path d="M${round(250 + shooting * 420)} ${round(70 + shooting * 150)}l-90 -32" stroke="#fff" stroke-width="2.2" stroke-linecap="round" opacity="${round(Math.sin((shooting / 0.9) * Math.PI) * 0.9)}"/>`
      : '';
  return (
    each(170, () => {
      const twinkle = 0.35 + 0.6 * Math.abs(Math.sin(seconds * (0.5 + random() * 1.4) + random() * 6));
      return `<circle cx="${round(random() * 1400)}" cy="${round(random() * 430)}" r="${round(0.6 + random() ** 3 * 2)}" fill="#eaf4ff" opacity="${round(twinkle)}"/>`;
    }) + streak
  );
}

/** One curtain: narrow strips whose feet follow a wandering line; the blur makes them one cloth. */
function curtain(seconds: number, seed: number, index: 0 | 1 | 2): string {
  const random = seededRandom(seed + 100 + index);
  const phases = [random() * 6.28, random() * 6.28, random() * 6.28, random() * 6.28] as const;
  const width = 10;
  const foot = [372, 300, 236][index] ?? 300;
  const drift = seconds * (0.22 + index * 0.07);
  return each(Math.ceil((stageWidth + 160) / width), (strip) => {
    const x = strip * width - 80;
    const u = x / stageWidth;
    const bottom =
      foot +
      62 * Math.sin(u * 4.1 + phases[0] + drift) +
      26 * Math.sin(u * 9.7 + phases[1] - drift * 1.6) -
      u * 70 * (1 - index * 0.6);
    const ray = 0.5 + 0.5 * Math.sin(u * 46 + phases[2] + drift * 4) * Math.sin(u * 17 - drift * 2.2);
    const height = 190 + 110 * ray + 60 * Math.sin(u * 6 + phases[3] + drift);
    const envelope = Math.max(0, Math.sin(u * 3 + phases[3] + drift * 0.8 + index) * 0.5 + 0.55);
    const opacity = envelope * (0.42 + 0.58 * ray) * (index === 2 ? 0.7 : 1);
    return `<rect x="${x}" y="${round(bottom - height)}" width="${width + 3}" height="${round(height)}" fill="url(#${index === 2 ? 'violet' : 'green'})" opacity="${round(opacity)}"/>`;
  });
}

function train(seconds: number): string {
  const front = 500 + seconds * 62;
  const cars = each(9, (car) => {
    const x = front - car * 92;
    const nose =
      car === 0
        ? `M${x} ${shore - 6}H${x + 74}Q${x + 100} ${shore - 8} ${x + 104} ${shore + 4}V${shore + 6}H${x}Z`
        : `M${x} ${shore - 26}H${x + 88}V${shore + 6}H${x}Z`;
    const body =
      car === 0
        ? `M${x} ${shore - 26}H${x + 58}Q${x + 88} ${shore - 24} ${x + 102} ${shore + 2}V${shore + 6}H${x}Z`
        : nose;
    const windows = each(car === 0 ? 4 : 6, (pane) => {
      const paneX = x + 8 + pane * 13.4;
      return (
        `<rect x="${round(paneX)}" y="${shore - 19}" width="9" height="10" rx="1.5" fill="#ffd88f"/>` +
        `<rect x="${round(paneX - 1)}" y="${shore + 15}" width="11" height="${round(46 + 16 * Math.sin(paneX * 0.4 + seconds * 2))}" rx="4" fill="url(#shine)" opacity="${round(0.42 + 0.2 * Math.sin(paneX + seconds * 5))}"/>`
      );
    });
    return `<path d="${body}" fill="#0a1622"/>${windows}`;
  });
  const posts = each(
    26,
    (index) => `<rect x="${index * 56 - 40}" y="${shore + 8}" width="5" height="15" fill="#081420"/>`,
  );
  return (
    `<rect x="-60" y="${shore + 4}" width="${stageWidth + 120}" height="7" fill="#081420"/>${posts}` +
    `<circle cx="${round(front + 104)}" cy="${shore - 2}" r="58" fill="url(#lamp)"/>${cars}<circle cx="${round(front + 98)}" cy="${shore - 2}" r="4" fill="#fff3cf"/>`
  );
}

function ripples(seconds: number, seed: number): string {
  const random = seededRandom(seed + 33);
  return each(110, () => {
    const depth = random() ** 1.2;
    const x = ((random() * 1700 + seconds * (6 + depth * 26)) % 1700) - 160;
    const light = 0.5 + 0.5 * Math.sin(seconds * 1.4 + random() * 6.28);
    return `<ellipse cx="${round(x)}" cy="${round(shore + 26 + depth * 260)}" rx="${round(16 + depth * 90 * (0.4 + random()))}" ry="${round(0.7 + depth * 2)}" fill="#7fe9c6" opacity="${round(light * (0.2 - depth * 0.11))}"/>`;
  });
}

function pines(seconds: number, seed: number): string {
  const random = seededRandom(seed + 44);
  return each(34, (index) => {
    const left = index % 2 === 0;
    const reach = random() ** 1.6;
    const x = (left ? reach * 420 - 40 : stageWidth + 40 - reach * 360) - seconds * 7 + (left ? 20 : 70);
    const height = (150 + random() * 150) * (1 - reach * 0.62);
    const base = stageHeight + 34;
    const lean = Math.sin(seconds * 0.9 + x * 0.01) * 0.7;
    const tiers = each(5, (tier) => {
      const top = -height * (1 - tier * 0.17);
      const half = height * (0.07 + tier * 0.032);
      return `<path d="M0 ${round(top)}L${round(half)} ${round(top + height * 0.3)}H${round(-half)}Z" fill="#050d16"/>`;
    });
    return `<g transform="translate(${round(x)} ${base}) rotate(${round(lean)})"><rect x="-3" y="${round(-height * 0.4)}" width="6" height="${round(height * 0.4)}" fill="#050d16"/>${tiers}</g>`;
  });
}
