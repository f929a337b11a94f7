import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibraryRig, type LibraryRig } from './library-folder-rig.ts';
import { copyEnding } from './move-file.ts';

/** The move is killed at random moments until it is through. No byte of any clip may be gone at any time. */
let rig: LibraryRig;
beforeEach(() => (rig = openLibraryRig()));
afterEach(() => rig.close());

function contents(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.endsWith(copyEnding))
      .map((path) => [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

async function run(args: string[], killAfterMs: number | undefined): Promise<'killed' | 'moved'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'move-child-rig.ts'), ...args]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  while (!output.includes('moving') && child.exitCode === null) await wait(2);
  if (killAfterMs !== undefined) {
    await Promise.race([wait(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`the child failed: ${errors}`);
  // It may be killed when all is done and nothing has been said yet.
  const [dataFolder = '', from = ''] = args;
  const isThrough = !existsSync(from) && !existsSync(join(dataFolder, 'library-move.json'));
  return output.includes('moved') || isThrough ? 'moved' : 'killed';
}

describe.each(['copies', 'links'])('a move that is killed (%s)', (how) => {
  it('loses nothing, and gets there in the end', { timeout: 60_000 }, async () => {
    for (let number = 0; number < 60; number += 1) rig.addClip({ content: `${number}`.repeat(40_000), unlisted: true });
    writeFileSync(join(rig.library, 'notes.txt'), 'my own');
    const to = join(rig.dataFolder, 'elsewhere');
    mkdirSync(to);
    const whole = contents(rig.library);
    let kills = 0;
    let outcome: Awaited<ReturnType<typeof run>> = 'killed';
    for (let at = 0; at < 6; at += 1) {
      outcome = await run([rig.dataFolder, rig.library, to, how], 3 + Math.random() * 60);
      const [old, now] = [contents(rig.library), contents(to)];
      for (const [path, sha256] of whole) {
        const found = [old.get(path), now.get(path)].filter((hash) => hash !== undefined);
        expect(found.length, path).toBeGreaterThan(0);
        expect(new Set(found), path).toEqual(new Set([sha256]));
      }
      if (outcome === 'moved') break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    // A busy machine may have killed each of them before it had begun.
    if (outcome === 'killed') {
      expect(await run([rig.dataFolder, rig.library, to, how], undefined)).toBe('moved');
    }
    expect(contents(to)).toEqual(whole);
    expect(existsSync(rig.library)).toBe(false);
    expect(existsSync(join(rig.dataFolder, 'library-move.json'))).toBe(false);
    expect(readdirSync(to, { recursive: true }).filter((name) => String(name).endsWith(copyEnding))).toEqual([]);
  });
});
