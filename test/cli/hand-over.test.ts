import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBrowserHost } from '../../src/main/hosts/browser/host.ts';
import { parseCommand } from '../../src/main/hosts/cli/commands.ts';
import { openConnection } from '../../src/main/hosts/cli/connection.ts';
import { createPrinter } from '../../src/main/hosts/cli/printer.ts';
import { runCommand } from '../../src/main/hosts/cli/run-command.ts';
import { refusingOrigin } from '../support/scripted-server.ts';

/** Without a window and without `--wait`, a command stays for a while to see its clips leave, and says if they did not. */

vi.setConfig({ testTimeout: 30_000 });

const noLog = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-leave-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The command within this process, so that it need not stay a whole minute. */
async function run(words: string[], { origin, handOverMs }: { origin: string; handOverMs: number }) {
  const environment = { CONCH_NOVITA_URL: origin, CONCH_NOVITA_KEY: 'a-key-for-the-command-line' };
  const host = createBrowserHost({ dataFolder: folder, version: '0.0.0', environment, log: noLog });
  const parsed = parseCommand(words);
  if (!('command' in parsed)) throw new Error(parsed.print);
  const said: string[] = [];
  const printer = createPrinter(false, { out: (text) => said.push(text), error: (text) => said.push(text) });
  const connection = await openConnection(host);
  try {
    const session = await connection.client.call('session.open', {});
    const running = { connection, session, printer, workingFolder: folder, handOverMs, now: host.clock.now };
    return { code: await runCommand(parsed.command, running), said: said.join('') };
  } finally {
    await connection.close();
  }
}

it('a clip that cannot leave is kept, said so, and no success', async () => {
  const ended = await run(['generate', '--prompt', 'A calm sea'], { origin: await refusingOrigin(), handOverMs: 1500 });
  expect(ended.code).toBe(7);
  expect(ended.said).toContain('Kept in the queue: 1 clip');
  expect(ended.said).toMatch(/queued .*novita/);
});

it('waits out a short trouble of the network', async () => {
  const origin = await refusingOrigin();
  let taken = 0;
  const provider = createServer((_request, response) => {
    taken += 1;
    response.setHeader('content-type', 'application/json').end('{"task_id":"task-1"}');
  });
  setTimeout(() => provider.listen(Number(new URL(origin).port), '127.0.0.1'), 1000);
  const ended = await run(['generate', '--prompt', 'A calm sea'], { origin, handOverMs: 20_000 });
  expect([ended.code, taken]).toEqual([0, 1]);
  const closed = once(provider, 'close');
  provider.close();
  provider.closeAllConnections();
  await closed;
});
