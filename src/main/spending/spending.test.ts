import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../shared/settings.ts';
import type { Run } from '../library/run.ts';
import { createSpending, type SpendingDesk } from './spending.ts';
import { sampleRun } from './spending-rig.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-spending-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = Date.UTC(2026, 10, 21, 18);

function desk(runs: Run[]): SpendingDesk {
  return createSpending({
    store: {
      runs: { all: () => runs, since: () => runs, remember: () => {}, watch: () => {} },
      get: () => undefined,
      inState: () => [],
    },
    settings: { get: () => settingsSchema.parse({}) },
    prices: () => undefined,
    exportsFolder: join(folder, 'exports'),
    clock: { now: () => now, after: () => () => {} },
    timeZone: 'UTC',
  });
}

function rows(path: string): Record<string, string>[] {
  return parse(readFileSync(path, 'utf8'), { bom: true, columns: true });
}

const runs = [
  sampleRun({ sentAt: now, cost: { amount: 0.294, unit: 'USD' }, tags: ['=HYPERLINK("http://x")', 'sea'] }),
  sampleRun({ sentAt: now - 24 * 3_600_000, estimate: null, outcome: 'failed', charged: 'no', removed: true }),
  sampleRun({ sentAt: now - 5000, durationSeconds: null, charged: 'unknown', outcome: 'unclear' }),
];

describe('the list of the spending', () => {
  it('has a line for each request that was sent, in their order, and no formula in it', async () => {
    const {
      path = '',
      name,
      sizeBytes,
      archiveId,
    } = await desk(runs).exportList({ by: 'clips', timeZone: 'UTC', folder });
    expect([name, archiveId]).toEqual(['Conch spending 2026-11-21.csv', undefined]);
    expect(readFileSync(path)).toHaveLength(sizeBytes);
    const read = rows(path);
    expect(read.map(({ day, outcome, charged, deleted }) => [day, outcome, charged, deleted])).toEqual([
      ['2026-11-20', 'failed', 'no', 'yes'],
      ['2026-11-21', 'unclear', 'unknown', 'no'],
      ['2026-11-21', 'done', 'yes', 'no'],
    ]);
    expect(read[0]).toMatchObject({ 'estimate least': '', cost: '' });
    expect(read[1]).toMatchObject({ seconds: '', 'estimate most': '0.28' });
    expect(read[2]).toMatchObject({ cost: '0.294', 'cost unit': 'USD', tags: `'=HYPERLINK("http://x"), sea` });
  });

  it('has a line for each day, provider and model, of the days that were asked for', async () => {
    const { path = '' } = await desk(runs).exportList({ by: 'days', timeZone: 'UTC', folder, fromDay: '2026-11-21' });
    expect(rows(path)).toMatchObject([
      {
        day: '2026-11-21',
        provider: 'sample',
        sent: '2',
        'told USD': '0.294',
        'in doubt USD': '0.28',
        'at least USD': '0.294',
        'at most USD': '0.574',
      },
    ]);
  });

  it('never writes over what is there, and refuses what is no folder', async () => {
    writeFileSync(join(folder, 'Conch spending 2026-11-21.csv'), 'mine');
    const { name } = await desk(runs).exportList({ by: 'days', timeZone: 'UTC', folder });
    expect(name).toBe('Conch spending 2026-11-21 (2).csv');
    expect(readFileSync(join(folder, 'Conch spending 2026-11-21.csv'), 'utf8')).toBe('mine');
    const order = { by: 'clips', timeZone: 'UTC' } as const;
    await expect(desk(runs).exportList({ ...order, folder: 'relative' })).rejects.toThrow('full path');
    await expect(desk(runs).exportList({ ...order, folder: join(folder, name) })).rejects.toThrow('no folder');
  });

  it('waits to be fetched where no folder was named, until the next one', async () => {
    const spending = desk(runs);
    const first = await spending.exportList({ by: 'clips', timeZone: 'UTC' });
    const found = spending.archive(first.archiveId ?? '');
    expect(found).toMatchObject({ name: first.name, type: 'text/csv; charset=utf-8' });
    expect(rows(found?.path ?? '')).toHaveLength(3);
    await spending.exportList({ by: 'clips', timeZone: 'UTC' });
    expect(spending.archive(first.archiveId ?? '')).toBeUndefined();
  });
});
