import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, 'cli.ts');

function start(...parameters: string[]) {
  return spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('the command line', () => {
  it('prints one line when ready, serves the committed clips, and ends on SIGTERM', async () => {
    const child = start('--speed', '100000');
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout });
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    const ready = JSON.parse(lines[0] ?? '') as { ready: boolean; control: string; origins: Record<string, string> };
    expect(ready).toMatchObject({ ready: true, control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect(Object.keys(ready.origins)).toEqual(['acedata', 'appypie', 'pixazo', 'aimlapi', 'novita']);

    const headers = { authorization: 'Bearer sim-key', 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: 'x', duration: 10 });
    const origin = ready.origins['novita'] ?? '';
    const taken = await fetch(`${origin}/v3/async/minimax-hailuo-02`, { method: 'POST', headers, body });
    const { task_id: id } = (await taken.json()) as { task_id: string };
    let link: string | undefined;
    for (let look = 0; look < 50 && link === undefined; look += 1) {
      const answer = await fetch(`${origin}/v3/async/task-result?task_id=${id}`, { headers });
      link = ((await answer.json()) as { videos: { video_url: string }[] }).videos[0]?.video_url;
    }
    const clip = Buffer.from(await (await fetch(link ?? '')).arrayBuffer());
    expect(clip.subarray(4, 8).toString()).toBe('ftyp');
    expect(clip.length).toBeGreaterThan(100_000);

    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
  });

  it('says what is wrong with an option, on standard error, and fails', async () => {
    const child = start('--speed', 'fast');
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, words]).toEqual([1, expect.stringContaining('--speed cannot be fast')]);
  });
});
