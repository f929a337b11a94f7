import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedPrompt } from '../../shared/prompts.ts';
import { openPromptBook, type PromptBook } from './prompt-book.ts';

const fox = { id: crypto.randomUUID(), name: 'Fox', text: 'A fox in {dawn|dusk}', tags: ['animals'] };
const sea = { id: crypto.randomUUID(), name: 'calm sea', text: '{subject} by the sea [Pan left]', tags: [] };

let folder = '';
let told: SavedPrompt[][] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-prompts-'));
  told = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(now = 1000): PromptBook {
  return openPromptBook({ dataFolder: folder, now: () => now, changed: (prompts) => told.push(prompts) });
}

describe('the prompt book', () => {
  it('keeps what was saved for the next start, by name', async () => {
    const book = open();
    await Promise.all([book.save(fox), book.save(sea)]);
    expect(book.list().map(({ name }) => name)).toEqual(['calm sea', 'Fox']);
    expect(open().list()).toEqual(book.list());
    expect(told.at(-1)).toEqual(book.list());
  });

  it('replaces what has the same id and says when it was changed', async () => {
    await open(1000).save(fox);
    const book = open(2000);
    await book.save({ ...fox, text: 'A red fox' });
    expect(book.list()).toEqual([{ ...fox, text: 'A red fox', createdAt: 1000, changedAt: 2000 }]);
  });

  it('takes no second prompt of the same name, whatever its case', async () => {
    const book = open();
    await book.save(fox);
    await expect(book.save({ ...sea, name: 'FOX' })).rejects.toThrow('There is a prompt “FOX” already.');
    expect(book.list()).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  it('removes, and is not troubled by what is gone already', async () => {
    const book = open();
    await book.save(fox);
    await book.remove(fox.id);
    await book.remove(fox.id);
    expect([book.list(), open().list(), told.length]).toEqual([[], [], 2]);
  });

  it('says nothing and changes nothing when the disk refuses', async () => {
    const book = open();
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file where the folder was');
    await expect(book.save(fox)).rejects.toMatchObject({ failure: { kind: 'disk' } });
    expect([book.list(), told]).toEqual([[], []]);
  });

  it('leaves out what is damaged, keeps the rest, and copies the file before it writes', async () => {
    await open().save(fox);
    const content = JSON.parse(readFileSync(join(folder, 'prompts.json'), 'utf8')) as { prompts: unknown[] };
    const damaged = JSON.stringify({ prompts: [...content.prompts, { id: 'no', name: 7 }] });
    writeFileSync(join(folder, 'prompts.json'), damaged);
    const book = open(3000);
    expect(book.notices).toHaveLength(1);
    expect(book.list().map(({ name }) => name)).toEqual(['Fox']);
    await book.save(sea);
    expect(readFileSync(join(folder, 'prompts.json.damaged-3000'), 'utf8')).toBe(damaged);
    expect(open().notices).toEqual([]);
  });

  it.each(['', '{', '[]', 'null'])('a file that says %j is copied too, and the book begins empty', async (text) => {
    writeFileSync(join(folder, 'prompts.json'), text);
    const book = open();
    expect([book.list(), book.notices.length]).toEqual([[], 1]);
    await book.save(fox);
    await book.save(sea);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(1);
  });
});
