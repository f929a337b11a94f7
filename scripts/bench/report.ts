import { cpus, loadavg, totalmem } from 'node:os';

/** One line of the table: what Conch needs, and beside it what the plain way needs, measured in the same run. */
export interface Measurement {
  what: string;
  unit: string;
  conch: number;
  /** The plain way's figure, and what it is. Absent where it could not be measured here. */
  reference?: { name: string; value: number };
}

export interface Section {
  title: string;
  /** How it was measured, and what the figures do not say. */
  how: string;
  measurements: Measurement[];
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share 0 to 1, e.g. 0.99 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

export function markdown(sections: readonly Section[]): string {
  const parts = sections.map(({ title, how, measurements }) =>
    [
      `## ${title}`,
      '',
      how,
      '',
      '| what | Conch | beside it | ratio |',
      '|---|---:|---:|---:|',
      ...measurements.map(row),
    ].join('\n'),
  );
  return `# Benchmarks\n\n${intro()}\n\n${parts.join('\n\n')}\n`;
}

function row({ what, unit, conch, reference }: Measurement): string {
  const beside = reference === undefined ? 'not measured' : `${figure(reference.value)} ${unit} (${reference.name})`;
  const ratio = reference === undefined || reference.value === 0 ? '–' : `${(conch / reference.value).toFixed(2)} ×`;
  return `| ${what} | ${figure(conch)} ${unit} | ${beside} | ${ratio} |`;
}

/** Three digits that count. */
function figure(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

function intro(): string {
  const [load = 0] = loadavg();
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  return [
    '`npm run bench -- --write` measures this and writes this page. The two sides of a line ran beside each other in one run, so the',
    'ratio says more than either figure; other work on the machine moves both.',
    '',
    `${new Date().toISOString().slice(0, 10)} · ${cpus().length} cores · ${memoryGb} GB · Node ${process.versions.node} · ${process.platform} ${process.arch} · load ${load.toFixed(1)} at the end`,
  ].join('\n');
}
