import { describe, it } from 'vitest';
import { expectSound } from './answers-findings.ts';
import { runDownloadMatrix } from './download-matrix-run.ts';
import { reliabilitySeed } from './tier.ts';

describe('downloads that are cut and taken up again', () => {
  it('never give a file that is not the origin’s', { timeout: 900_000 }, async () => {
    expectSound('download-matrix', await runDownloadMatrix(1, reliabilitySeed()), 1920);
  });
});
