import { appendFile, copyFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { makeFolder } from './core.ts';
import { runProgram, startProvider } from './programs.ts';
import { median, type Section } from './report.ts';

const rounds = 5;
const sizeBytes = 256 * 1024 * 1024;
const downloadProgram = fileURLToPath(new URL('download-program.ts', import.meta.url));
const oursSchema = z.object({ elapsedMs: z.number(), idleBytes: z.number(), peakBytes: z.number() });

interface Run {
  elapsedMs: number;
  /** Undefined where the system does not tell of another process. */
  peakBytes: number | undefined;
}

/** One big clip through Conch's downloader and through `curl`, in turns. */
export async function measureDownload(clipPath: string): Promise<Section> {
  const { folder, remove } = await makeFolder();
  const bigClip = join(folder, 'big.mp4');
  await makeBigClip(clipPath, bigClip);
  const provider = await startProvider(bigClip, 1);
  const ours: z.infer<typeof oursSchema>[] = [];
  const curls: Run[] = [];
  try {
    const url = `${provider.origin}/clip.mp4`;
    const hasCurl = await runProgram('curl', ['--version']).then(
      () => true,
      () => false,
    );
    // The first round warms the disk's cache for both.
    for (let round = 0; round <= rounds; round += 1) {
      const part = join(folder, `conch-${round}.part`);
      const own = oursSchema.parse(JSON.parse(await runProgram(process.execPath, [downloadProgram, url, part])));
      const curl = hasCurl ? await withCurl(url, join(folder, `curl-${round}.mp4`)) : undefined;
      await rm(part);
      if (round === 0) continue;
      ours.push(own);
      if (curl !== undefined) curls.push(curl);
    }
  } finally {
    await provider.stop();
    await remove();
  }
  const perSecond = ({ elapsedMs }: { elapsedMs: number }) => sizeBytes / 1e6 / (elapsedMs / 1000);
  const beside = (read: (run: Run) => number | undefined) => {
    const values = curls.map(read).filter((value) => value !== undefined);
    return values.length === 0 ? {} : { reference: { name: 'curl', value: median(values) } };
  };
  return {
    title: 'Downloading',
    how: `A clip of ${sizeBytes / 1024 ** 2} MB from a server on this computer, ${rounds} times each, in turns, each time in a new process. Conch’s side also hashes, checks the container, flushes to the disk and keeps what is needed to go on after a cut. Node itself takes what “at rest” says before a byte has come.`,
    measurements: [
      { what: 'throughput, median', unit: 'MB/s', conch: median(ours.map(perSecond)), ...beside(perSecond) },
      {
        what: 'peak memory of the process, median',
        unit: 'MB',
        conch: median(ours.map(({ peakBytes }) => peakBytes / 1e6)),
        ...beside(({ peakBytes }) => (peakBytes === undefined ? undefined : peakBytes / 1e6)),
      },
      {
        what: 'of that above Node at rest, median',
        unit: 'MB',
        conch: median(ours.map(({ peakBytes, idleBytes }) => (peakBytes - idleBytes) / 1e6)),
      },
    ],
  };
}

/** A real clip with a box behind it that players skip. */
async function makeBigClip(clipPath: string, bigClip: string): Promise<void> {
  await copyFile(clipPath, bigClip);
  const freeBytes = sizeBytes - (await stat(clipPath)).size;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(freeBytes);
  head.write('free', 4, 'latin1');
  await appendFile(bigClip, head);
  const chunk = Buffer.alloc(1024 * 1024, 'conch');
  for (let left = freeBytes - head.length; left > 0; left -= chunk.length) {
    await appendFile(bigClip, chunk.subarray(0, Math.min(left, chunk.length)));
  }
}

async function withCurl(url: string, path: string): Promise<Run> {
  let peakBytes: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const words = ['--silent', '--show-error', '--fail', '--output', path, '--write-out', '%{time_total}', url];
  const seconds = await runProgram('curl', words, ({ pid }) => {
    timer = setInterval(() => {
      void peakOf(pid).then((bytes) => (peakBytes = bytes ?? peakBytes));
    }, 10);
  });
  clearInterval(timer);
  await rm(path);
  return { elapsedMs: Number(seconds) * 1000, peakBytes };
}

/** The most memory that a running process has held; undefined where there is no `/proc`. */
async function peakOf(pid: number | undefined): Promise<number | undefined> {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
