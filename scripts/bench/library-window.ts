import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run-program.ts';
import { fillLibrary } from '../seed/fill.ts';
import { makeFolder } from './core.ts';
import { median, quantile, type Measurement, type Section } from './report.ts';
import { windowFiguresSchema, type WindowFigures } from './window-figures.ts';

const run = promisify(execFile);
const few = 100;
const many = 100_000;

/** The window over a library of 100 clips and over one of 100,000, with their posters, in a real browser. */
export async function measureLibraryWindow(): Promise<Section> {
  const { folder, remove } = await makeFolder();
  try {
    const figures = new Map<number, WindowFigures>();
    for (const clips of [few, many]) {
      const dataFolder = join(folder, String(clips));
      await fillLibrary({ dataFolder, clips, seed: 1, endsAt: Date.now(), withFiles: true });
      const program = join(root, 'scripts', 'bench', 'window', 'program.ts');
      const { stdout } = await run(process.execPath, [program, dataFolder], { maxBuffer: 64 * 1024 * 1024 });
      figures.set(clips, windowFiguresSchema.parse(JSON.parse(stdout)));
    }
    return sectionOf(figures);
  } finally {
    await remove();
  }
}

function sectionOf(figures: ReadonlyMap<number, WindowFigures>): Section {
  const small = figures.get(few);
  const large = figures.get(many);
  if (small === undefined || large === undefined) throw new Error('nothing was measured');
  const beside = (what: string, unit: string, of: (one: WindowFigures) => number): Measurement => ({
    what,
    unit,
    conch: of(large),
    reference: { name: `at ${few} clips`, value: of(small) },
  });
  return {
    title: 'The window over 100,000 clips',
    how: `The built browser host and headless Chromium on the same two cores, five openings each; the same with ${few} clips beside it. Frames are the gaps between the page’s animation frames while the list is scrolled from end to end, by wheel and as by its scroll bar; a page without a graphics card draws in software.`,
    measurements: [
      beside('navigation to the first clip drawn, median', 'ms', ({ firstDrawnMs }) => median(firstDrawnMs)),
      beside('letter in the search to results drawn, p95', 'ms', ({ keystrokesMs }) => quantile(keystrokesMs, 0.95)),
      beside('frame while the wheel turns, p95', 'ms', ({ wheelGapsMs }) => quantile(wheelGapsMs, 0.95)),
      beside('longest frame while the wheel turns', 'ms', ({ wheelGapsMs }) => Math.max(...wheelGapsMs)),
      beside('frame while the scroll bar is dragged, p95', 'ms', ({ dragGapsMs }) => quantile(dragGapsMs, 0.95)),
      beside('longest frame while the scroll bar is dragged', 'ms', ({ dragGapsMs }) => Math.max(...dragGapsMs)),
      beside('JavaScript memory of the page after that', 'MB', ({ heapBytes }) => heapBytes / 1e6),
    ],
  };
}
