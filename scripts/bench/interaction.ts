import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run-program.ts';
import { makeFolder } from './core.ts';
import { interactionFiguresSchema, type InteractionFigures } from './interaction-figures.ts';
import { startProvider } from './programs.ts';
import { median, quantile, type Measurement, type Section } from './report.ts';
import { fillWithWaiting } from './waiting-clips.ts';

const run = promisify(execFile);
const clips = 1000;
const gapMs = 10_000;

/** How soon the window answers while a thousand clips are in the making, next to the same thousand at rest. */
export async function measureInteraction(clipPath: string): Promise<Section> {
  const moving = await measure(clipPath, true);
  const still = await measure(clipPath, false);
  const beside = (what: string, unit: string, of: (one: InteractionFigures) => number): Measurement => ({
    what,
    unit,
    conch: of(moving),
    reference: { name: 'nothing moves', value: of(still) },
  });
  return {
    title: `The window while ${clips} clips are in the making`,
    how: `The built browser host, a provider in another process and headless Chromium, all on the same cores. Each clip is asked for every ${gapMs / 1000} s and is further each time; beside it the same clips without a key, so that nothing moves. An interaction is a click, a key or a letter, from the event to the next frame, as the browser itself measures it (Event Timing); what it does not report was below 16 ms and counts as 16.`,
    measurements: [
      beside('interaction to next paint, median', 'ms', ({ interactionsMs }) => median(interactionsMs)),
      beside('interaction to next paint, p95', 'ms', ({ interactionsMs }) => quantile(interactionsMs, 0.95)),
      beside('slowest interaction', 'ms', ({ interactionsMs }) => Math.max(...interactionsMs)),
      beside('changes of clips drawn meanwhile', '', ({ changes }) => changes),
      beside('layout shift, all of it', '', ({ layoutShift }) => layoutShift),
    ],
  };
}

async function measure(clipPath: string, isMoving: boolean): Promise<InteractionFigures> {
  const provider = await startProvider(clipPath, 1);
  const { folder, remove } = await makeFolder();
  try {
    fillWithWaiting(folder, provider.origin, { clips, gapMs });
    const program = join(root, 'scripts', 'bench', 'window', 'interaction-program.ts');
    const words = [program, folder, isMoving ? provider.origin : '', String(gapMs)];
    const { stdout } = await run(process.execPath, words, { maxBuffer: 64 * 1024 * 1024 });
    return interactionFiguresSchema.parse(JSON.parse(stdout));
  } finally {
    await provider.stop();
    await remove();
  }
}
