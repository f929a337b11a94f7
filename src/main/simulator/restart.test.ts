import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import { close, listen } from './listen.ts';

let folder: string;
let statePath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-state-'));
  statePath = join(folder, 'deep', 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a restart', () => {
  it('keeps jobs, ports, clock and ledger, and a job in flight goes on', async () => {
    let id: string;
    let origins: object;
    let before: number;
    {
      await using bench = await openBench({ statePath, speed: 1 });
      id = await bench.begin('novita');
      origins = bench.simulator.origins;
      before = bench.simulator.clock.now();
    }
    await using bench = await openBench({ statePath, speed: 1 });
    expect(bench.simulator.origins).toEqual(origins);
    expect(bench.simulator.clock.now()).toBeGreaterThanOrEqual(before);
    expect((await bench.poll('novita', id)).json).toMatchObject({ task: { status: 'TASK_STATUS_QUEUED' } });
    expect(bench.simulator.ledger.billed()).toMatchObject([{ jobId: id }]);
    bench.simulator.clock.setSpeed(100_000);
    await expect
      .poll(async () => (await bench.poll('novita', id)).json)
      .toMatchObject({ task: { status: 'TASK_STATUS_SUCCEED' } });
  });

  it('keeps links, dead ones dead', async () => {
    let links: string[];
    {
      await using bench = await openBench({ statePath });
      links = [await bench.finish('novita'), await bench.finish('aimlapi')];
      bench.simulator.faults.add({ provider: 'novita', stage: 'download', kind: 'expired' });
      await bench.download(links[0] ?? '');
    }
    await using bench = await openBench({ statePath });
    expect((await bench.download(links[0] ?? '')).status).toBe(403);
    expect((await bench.download(links[1] ?? '')).status).toBe(200);
  });

  it('has the job on disk before the answer leaves', async () => {
    await using bench = await openBench({ statePath });
    bench.simulator.faults.add({ stage: 'submit', kind: 'reset-after-accept' });
    await expect(bench.submit('pixazo')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { jobId } = bench.simulator.ledger.billed()[0] ?? {};
    expect(readFileSync(statePath, 'utf8')).toContain(jobId);
  });

  it('never writes a key', async () => {
    await using bench = await openBench({ statePath });
    await bench.send('novita', { path: '/v3/async/minimax-hailuo-02', body: { prompt: 'x' }, key: 'canary-51d0' });
    expect(bench.simulator.ledger.billed()).toHaveLength(1);
    expect(readFileSync(statePath, 'utf8')).not.toContain('canary-51d0');
  });

  it('takes a free port where the old one is taken, but not where a port was asked for', async () => {
    let port: number;
    {
      await using bench = await openBench({ statePath });
      port = Number(new URL(bench.simulator.origins.pixazo).port);
    }
    const stranger = createServer();
    await listen(stranger, port, false);
    try {
      await using bench = await openBench({ statePath });
      expect(bench.simulator.origins.pixazo).not.toContain(`:${port}`);
      expect((await bench.submit('pixazo')).status).toBe(202);
      await expect(openBench({ ports: { pixazo: port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      await close(stranger);
    }
  });

  it('begins afresh with a damaged file', async () => {
    {
      await using bench = await openBench({ statePath });
      await bench.submit('pixazo');
    }
    writeFileSync(statePath, readFileSync(statePath, 'utf8').slice(0, 80));
    await using bench = await openBench({ statePath });
    expect(bench.simulator.ledger.entries()).toEqual([]);
  });

  it('says so at once when clips are missing', async () => {
    await expect(openBench({ clipsFolder: folder })).rejects.toThrow(/holds no acedata-6s-768P\.mp4/);
  });
});
