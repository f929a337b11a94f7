import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Asset } from '../../shared/job.ts';
import { downloadingJob } from './library-rig.ts';
import { sidecarFor } from './sidecar.ts';
import { jobsFromSidecars } from './sidecar-jobs.ts';

let library = '';
beforeEach(() => {
  library = mkdtempSync(join(tmpdir(), 'conch-sidecars-'));
  mkdirSync(join(library, '2026-11'));
});
afterEach(() => rmSync(library, { recursive: true, force: true }));

const job = downloadingJob();
const asset: Asset = {
  path: '2026-11/a-calm-sea.mp4',
  sizeBytes: 9,
  sha256: 'a'.repeat(64),
  type: 'video/mp4',
  poster: false,
};

function put(bytes: string, sidecar: string): void {
  writeFileSync(join(library, asset.path), bytes);
  writeFileSync(join(library, '2026-11/a-calm-sea.json'), sidecar);
}

const sidecar = JSON.stringify(sidecarFor(job, asset, { savedAt: 3000, providerName: 'Sample', version: '0.1.0' }));
const read = () => jobsFromSidecars([library, join(library, 'no such folder')], () => 'https://provider.example');

it('a clip and its sidecar are a finished job again, that can be fetched anew', () => {
  put('123456789', sidecar);
  expect(read()).toEqual([
    {
      id: job.id,
      sequence: 0,
      createdAt: job.createdAt,
      updatedAt: 3000,
      request: job.request,
      progress: expect.objectContaining({
        state: 'done',
        remote: { id: 'task-42' },
        acceptedAt: 1000,
        savedAt: 3000,
        asset,
        intent: expect.objectContaining({ origin: 'https://provider.example' }),
      }),
    },
  ]);
});

it.each([
  ['the clip is gone', () => (put('123456789', sidecar), rmSync(join(library, asset.path)))],
  ['the clip is shorter', () => put('1234', sidecar)],
  ['the sidecar is torn', () => put('123456789', sidecar.slice(0, 200))],
  ['the sidecar is of another program', () => put('123456789', '{"title":"x"}')],
  ['the sidecar names no proper id', () => put('123456789', sidecar.replace(job.id, '../../etc'))],
])('is left out when %s', (_name, arrange) => {
  arrange();
  expect(read()).toEqual([]);
});
