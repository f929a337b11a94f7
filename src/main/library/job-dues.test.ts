import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createJobDues } from './job-dues.ts';

describe('the clip whose link dies first', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE job (sequence INTEGER PRIMARY KEY, id, provider_id, state, due_at, damaged DEFAULT 0, body)',
  );
  const insert = database.prepare('INSERT INTO job (id, provider_id, state, due_at, body) VALUES (?, ?, ?, 0, ?)');
  const put = (id: string, progress: object, state = 'downloading', providerId = 'sample'): void =>
    void insert.run(id, providerId, state, JSON.stringify({ progress }));
  put('late', { finishedAt: 0, outputs: [{ url: '', expiresAt: 900 }] });
  put('tells nothing', { finishedAt: 300, outputs: [{ url: '' }] });
  put('soon', { finishedAt: 800, outputs: [{ url: '', expiresAt: 700 }] });
  put('elsewhere', { finishedAt: 0, outputs: [{ url: '', expiresAt: 1 }] }, 'downloading', 'other');
  put('not finished', {}, 'waiting');
  insert.run('spoilt', 'sample', 'downloading', '{');

  const read: string[] = [];
  const dues = createJobDues(database, (rows) => {
    read.push(...rows.map(({ id }) => String(id)));
    return [];
  });
  const dying = (limit: number, except: string[] = [], providerId = 'sample'): string[] => {
    read.length = 0;
    dues.dying(1000, limit, { providerId, except, usualLifeMs: 500 });
    return [...read];
  };

  it('is the first of the whole queue, and one that does not tell lives as long as is usual', () => {
    expect(dying(10, ['spoilt'])).toEqual(['soon', 'tells nothing', 'late']);
    expect(dying(1, ['spoilt', 'soon'])).toEqual(['tells nothing']);
    expect(dying(9, [], 'other')).toEqual(['elsewhere']);
  });

  it('a record that cannot be read stops nothing: it comes first, and whoever reads it takes it out', () => {
    expect(dying(2)).toEqual(['spoilt', 'soon']);
  });
});
