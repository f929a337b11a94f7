import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auroraLake } from './demo-clips/aurora.ts';
import { balloonValley } from './demo-clips/balloons.ts';
import { goldenSea } from './demo-clips/golden-sea.ts';
import { lanternCanal } from './demo-clips/lanterns.ts';
import { frame } from './demo-clips/svg.ts';
import type { Scene } from './demo-clips/svg.ts';
import { windmills } from './demo-clips/windmills.ts';

/**
 * Draws the clips and posters of demo mode into `resources/demo`. Needs an ffmpeg with librsvg, libx264 and libwebp.
 * `node scripts/make-demo-clips.ts` makes all; `… pixazo` one provider; `… --posters` only the posters.
 * Takes some minutes. The result is committed, so nobody needs to run it to work on Conch.
 */

const framesPerSecond = 24;
const outputFolder = join(import.meta.dirname, '..', 'resources', 'demo');

const scenes: Record<string, Scene> = {
  acedata: goldenSea,
  appypie: windmills,
  pixazo: balloonValley,
  aimlapi: lanternCanal,
  novita: auroraLake,
};

interface ClipSize {
  readonly resolution: '768P' | '1080P';
  readonly seconds: 6 | 10;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Constant rate factor of x264: higher is smaller. */
  readonly quality: number;
}

const standard: ClipSize = { resolution: '768P', seconds: 6, width: 1366, height: 768, seed: 7, quality: 26 };
const long: ClipSize = { resolution: '768P', seconds: 10, width: 1366, height: 768, seed: 23, quality: 28 };
const large: ClipSize = { resolution: '1080P', seconds: 6, width: 1920, height: 1080, seed: 52, quality: 28 };

const sizesOf: Record<string, readonly ClipSize[]> = {
  acedata: [standard],
  appypie: [standard],
  pixazo: [standard, long, large],
  aimlapi: [standard, long, large],
  novita: [standard, long, large],
};

function ffmpeg(...parameters: string[]): void {
  const run = spawnSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...parameters], { stdio: 'inherit' });
  if (run.error) throw new Error(`ffmpeg could not be started: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`ffmpeg ended with ${run.status}`);
}

function makeClip(provider: string, scene: Scene, size: ClipSize): void {
  const folder = mkdtempSync(join(tmpdir(), 'demo-clip-'));
  const count = size.seconds * framesPerSecond;
  for (let index = 0; index < count; index += 1) {
    const moment = { seconds: index / framesPerSecond, share: index / (count - 1), seed: size.seed };
    writeFileSync(join(folder, `${String(index).padStart(4, '0')}.svg`), frame(scene, moment, size.width, size.height));
  }
  const target = join(outputFolder, `${provider}-${size.seconds}s-${size.resolution}.mp4`);
  // A still grain of about one step hides the bands of the skies; it costs next to nothing, as it does not move.
  const picture = `format=rgb24,crop=${size.width}:${size.height},noise=alls=4,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`;
  const source = ['-framerate', String(framesPerSecond), '-i', join(folder, '%04d.svg'), '-vf', picture];
  const coder = `-c:v libx264 -profile:v high -preset slow -crf ${size.quality} -g 48`;
  const colours = '-colorspace bt709 -color_primaries bt709 -color_trc bt709';
  const container = '-movflags +faststart -an -map_metadata -1 -fflags +bitexact -flags:v +bitexact';
  ffmpeg(...source, ...`${coder} ${colours} ${container}`.split(' '), target);
  rmSync(folder, { recursive: true });
  process.stdout.write(`${target} ${Math.round(statSync(target).size / 1000)} kB\n`);
}

function makePoster(provider: string, scene: Scene): void {
  const folder = mkdtempSync(join(tmpdir(), 'demo-poster-'));
  const moment = { seconds: scene.posterSecond, share: scene.posterSecond / 6, seed: standard.seed };
  const source = join(folder, 'poster.svg');
  writeFileSync(source, frame(scene, moment, standard.width, standard.height));
  const target = join(outputFolder, 'posters', `${provider}.webp`);
  ffmpeg(
    '-i',
    source,
    '-vf',
    `format=rgb24,crop=${standard.width}:${standard.height},scale=640:360:flags=lanczos`,
    '-c:v',
    'libwebp',
    '-quality',
    '80',
    target,
  );
  rmSync(folder, { recursive: true });
  process.stdout.write(`${target} ${Math.round(statSync(target).size / 1000)} kB\n`);
}

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('--'));
mkdirSync(join(outputFolder, 'posters'), { recursive: true });
for (const [provider, scene] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(provider)) continue;
  makePoster(provider, scene);
  if (words.includes('--posters')) continue;
  for (const size of sizesOf[provider] ?? []) makeClip(provider, scene, size);
}
