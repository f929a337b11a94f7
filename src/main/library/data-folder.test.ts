import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let parent = '';
let folder = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'conch-folder-'));
  folder = join(parent, 'deep/data');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});
const children: ChildProcess[] = [];

/** Another process that takes the folder, says how it went, and holds on. */
async function otherProcess(): Promise<{ said: string; pid: number; end(signal: NodeJS.Signals): Promise<void> }> {
  const script = `
    import { openDataFolder } from ${JSON.stringify(new URL('data-folder.ts', import.meta.url).href)};
    try { await openDataFolder(process.argv[1]); console.log('taken'); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    said: said.toString().trim(),
    pid: child.pid ?? 0,
    async end(signal) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

describe('the data folder', () => {
  it.runIf(process.platform !== 'win32')('is made for this account alone, and closed when it was open', async () => {
    (await openDataFolder(folder)).release();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    chmodSync(folder, 0o755);
    (await openDataFolder(folder)).release();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('has one writer: a second one in this process is refused until the first lets go', async () => {
    const first = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toMatchObject({ failure: { kind: 'disk' } });
    first.release();
    (await openDataFolder(folder)).release();
  });

  it(
    'names the process that has it, and takes over at once when that one was killed',
    { timeout: 30_000 },
    async () => {
      const other = await otherProcess();
      expect(other.said).toBe('taken');
      await expect(openDataFolder(folder)).rejects.toThrow(`already open with this data folder (process ${other.pid})`);
      await other.end('SIGKILL');
      const start = performance.now();
      const mine = await openDataFolder(folder);
      expect(performance.now() - start).toBeLessThan(2000);
      const third = await otherProcess();
      expect(third.said).toContain(`(process ${process.pid})`);
      await third.end('SIGKILL');
      mine.release();
    },
  );

  it('of several that come at once exactly one gets it', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const rivals = await Promise.all([otherProcess(), otherProcess(), otherProcess(), otherProcess()]);
      expect(rivals.filter(({ said }) => said === 'taken')).toHaveLength(1);
      await Promise.all(rivals.map((rival) => rival.end('SIGKILL')));
    }
  });

  it('is not kept out by a lock file that is none', async () => {
    (await openDataFolder(folder)).release();
    writeFileSync(
      join(folder, 'lock'),
      '{"pid": 1} and more text, so that it is longer than any header of a hundred bytes ....................',
    );
    const mine = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toThrow(/already open/);
    mine.release();
  });

  it('says when it cannot be made', async () => {
    writeFileSync(join(parent, 'deep'), 'a file in the way');
    await expect(openDataFolder(folder)).rejects.toMatchObject({
      failure: { kind: 'disk', message: expect.stringContaining(folder) },
    });
  });
});
