import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { startHost } from '../../test/support/host.ts';
import { bigJpeg } from '../../test/support/big-jpeg.ts';
import { ensureBuilt } from '../built.ts';
import { findBrowser, launchArguments } from '../find-browser.ts';
import { root } from '../run-program.ts';
import { makeFolder } from './core.ts';
import { median, type Measurement, type Section } from './report.ts';

const photo = join(root, 'test', 'fixtures', 'pictures', 'photo-1280x720.jpg');
const times = 5;

/** From a file to a picture that can be sent, in the real window; beside it the bare decoding of the same file. */
export async function measurePictures(): Promise<Section> {
  if (!(await ensureBuilt())) throw new Error('Conch could not be built.');
  const { executablePath } = await findBrowser();
  const { folder, remove } = await makeFolder();
  const huge = join(folder, 'huge.jpg');
  await writeFile(huge, onItsSide(bigJpeg({ widthPixels: 12_000, heightPixels: 9000, coefficients: 2 })));
  const environment = { CONCH_PIXAZO_URL: 'http://127.0.0.1:9', CONCH_PIXAZO_KEY: 'key-of-a-benchmark' };
  const host = await startHost({ dataFolder: join(folder, 'data'), environment });
  const browser = await chromium.launch({
    args: [...launchArguments],
    ...(executablePath !== undefined && { executablePath }),
  });
  try {
    const page = await browser.newPage();
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Choose image' }).waitFor();
    // First, while the window has shown nothing yet.
    const peak = await memory(browser, page, huge);
    await page.getByRole('button', { name: 'Remove image' }).click();
    const measurements = [
      await timed(page, 'a photograph of 1 megapixel, file to ready, median', photo),
      await timed(page, '108 megapixels on their side, file to ready, median', huge),
      ...peak,
    ];
    return {
      title: 'First frames',
      how: `Each file ${times} times, chosen in the window until the composer shows it: examined, turned upright where it lies on its side, handed to the core, kept, and read back from there. The 108 megapixels are decoded, turned and encoded in a worker. Beside it the browser’s own decoding of the same file, which keeps and sends nothing.`,
      measurements,
    };
  } finally {
    await browser.close();
    await host.stop();
    await rm(huge, { force: true });
    await remove();
  }
}

async function timed(page: Page, what: string, path: string): Promise<Measurement> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const startedAt = performance.now();
    await takeIn(page, path);
    ours.push(performance.now() - startedAt);
    await page.getByRole('button', { name: 'Remove image' }).click();
    bare.push(await bareDecoding(page, path));
  }
  return {
    what,
    unit: 'ms',
    conch: median(ours),
    reference: { name: 'bare decoding', value: median(bare) },
  };
}

async function takeIn(page: Page, path: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(path);
  await page.getByRole('img', { name: /^First frame/ }).waitFor({ timeout: 60_000 });
}

async function bareDecoding(page: Page, path: string): Promise<number> {
  const base64 = (await readFile(path)).toString('base64');
  return page.evaluate(async (text) => {
    const file = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type: 'image/jpeg' });
    const startedAt = performance.now();
    (await createImageBitmap(file)).close();
    return performance.now() - startedAt;
  }, base64);
}

/** Of the window's process, which the worker lives in. The system tells the peak on Linux only. */
async function memory(browser: Browser, page: Page, path: string): Promise<Measurement[]> {
  if (process.platform !== 'linux') return [];
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  await Promise.all(ids.map(async (id) => writeFile(`/proc/${id}/clear_refs`, '5')));
  const rest = Math.max(...(await Promise.all(ids.map(async (id) => statusMb(id, 'VmRSS')))));
  await takeIn(page, path);
  const peak = Math.max(...(await Promise.all(ids.map(async (id) => statusMb(id, 'VmHWM')))));
  return [
    {
      what: '108 megapixels on their side, peak memory of the window',
      unit: 'MB',
      conch: peak,
      reference: { name: 'at rest', value: rest },
    },
  ];
}

async function statusMb(id: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
  if (kilobytes === undefined) throw new Error(`the system does not tell ${field}`);
  return (Number(kilobytes) * 1024) / 1_000_000;
}

/** Puts an EXIF of one tag behind the start of the file: orientation 6, a quarter turn to the right. */
function onItsSide(jpeg: Buffer): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}
