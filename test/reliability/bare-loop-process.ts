import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How late a process is that does nothing: what a busy machine adds to every figure about lateness. */
export function startBareLoop(): { lagP99Ms(): Promise<number>; end(): void } {
  const script = fileURLToPath(new URL('./bare-loop.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = child.stdout.setEncoding('utf8');
  return {
    async lagP99Ms() {
      child.stdin.write('\n');
      const [line] = (await once(lines, 'data')) as [string];
      return Number(line);
    },
    end: () => child.kill(),
  };
}
