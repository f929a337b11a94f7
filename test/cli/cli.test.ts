import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type App } from '../../src/main/app.ts';
import { createBrowserHost } from '../../src/main/hosts/browser/host.ts';
import { readPlate } from '../../src/main/hosts/door/door-plate.ts';
import { openDoor, type Door } from '../../src/main/hosts/door/open-door.ts';
import { startSimulator as startInProcess } from '../../src/main/simulator/index.ts';
import { pictures } from '../support/pictures.ts';
import { novitaOf, runCli, type CliOptions, type Ended } from './cli-rig.ts';

/**
 * The command line as a person or a script runs it: its own process over a real data folder, and the simulated
 * provider, whose books say what was really sent and billed.
 */

type Simulator = Awaited<ReturnType<typeof startInProcess>>;

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 60_000 });

let simulator: Simulator;
let folder: string;
const noLog = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  simulator = await startInProcess({
    clipsFolder: join(import.meta.dirname, '..', '..', 'resources', 'demo'),
    speed: 250,
  });
});
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cli(words: string[], change: Partial<CliOptions> = {}): Promise<Ended> {
  return runCli(words, { dataFolder: folder, environment: novitaOf(simulator), ...change });
}

/** What reached the provider with this prompt. */
function sent(prompt: string) {
  return simulator.ledger.state().submissions.filter(({ body }) => JSON.stringify(body).includes(prompt));
}
function prompted(): string {
  return `A calm sea ${crypto.randomUUID()}`;
}

describe('generate', () => {
  it('makes the takes that it was asked for, once each, and leaves them on the disk', async () => {
    const prompt = prompted();
    const { code, lines, stderr } = await cli([
      'generate',
      '--provider',
      'novita',
      '--prompt',
      prompt,
      '--takes',
      '2',
      '--wait',
      '--json',
    ]);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const clips = lines();
    expect(clips.map(({ state }) => state)).toEqual(['done', 'done']);
    for (const { path } of clips) expect(statSync(path ?? '').size).toBeGreaterThan(1000);
    expect(sent(prompt).filter(({ billed }) => billed)).toHaveLength(2);
    expect(new Set(clips.map((clip) => clip['groupId'])).size).toBe(1);
  });

  it('makes a clip once, however often it is run with the same id', async () => {
    const prompt = prompted();
    const words = ['generate', '--prompt', prompt, '--id', crypto.randomUUID(), '--wait', '--json'];
    const [first, second] = [await cli(words), await cli(words)];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.lines()[0]?.id).toBe(first.lines()[0]?.id);
    expect(sent(prompt)).toHaveLength(1);
  });

  it('sends a picture that fits, without its hidden details', async () => {
    const prompt = prompted();
    const { code } = await cli(['generate', '--prompt', prompt, '--image', pictures.located, '--wait']);
    expect(code).toBe(0);
    const [submission] = sent(prompt);
    expect(submission?.picture).toMatchObject({ metadata: [] });
  });

  it('refuses a picture that does not fit before anything is paid', async () => {
    const prompt = prompted();
    const wide = await cli(['generate', '--prompt', prompt, '--image', pictures.wide, '--json']);
    expect(wide.code).toBe(3);
    expect(wide.lines()[0]).toMatchObject({ type: 'failure', message: expect.stringContaining('as it is') });
    const text = await cli(['generate', '--prompt', prompt, '--image', pictures.text]);
    expect(text.code).toBe(3);
    expect(sent(prompt)).toEqual([]);
  });

  it('says what is missing: a key, a prompt, a sense', async () => {
    const bare = { environment: {} };
    const keyless = await cli(['generate', '--provider', 'novita', '--prompt', 'x'], bare);
    expect([keyless.code, keyless.stderr]).toEqual([3, expect.stringContaining('CONCH_NOVITA_KEY')]);
    expect((await cli(['generate'], bare)).code).toBe(2);
    expect((await cli(['dance'], bare)).code).toBe(2);
    expect((await cli(['generate', '--prompt', ' '])).code).toBe(3);
    const help = await cli(['generate', '--help'], bare);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--takes N')]);
  });

  it('asks before an act that costs much, and goes on with --confirm', async () => {
    const prompt = prompted();
    const words = ['generate', '--prompt', prompt, '--takes', '10', '--duration', '10', '--json'];
    const asked = await cli(words);
    expect(asked.code).toBe(3);
    expect(asked.lines()[0]).toMatchObject({ type: 'failure', kind: 'confirm-spending' });
    expect(sent(prompt)).toEqual([]);
    const confirmed = await cli([...words, '--confirm', '--wait']);
    expect(confirmed.code).toBe(0);
    expect(sent(prompt).filter(({ billed }) => billed)).toHaveLength(10);
  });

  it('ends with 4 when a clip fails, and retry sends a new one', async () => {
    const prompt = `${prompted()} #moderation`;
    const failed = await cli(['generate', '--prompt', prompt, '--wait', '--json']);
    expect(failed.code).toBe(4);
    const [clip] = failed.lines();
    const again = await cli(['retry', clip?.id ?? '', '--json', '--wait']);
    expect(again.code).toBe(4);
    expect(again.lines()[0]?.id).not.toBe(clip?.id);
    expect(sent(prompt)).toHaveLength(2);
    expect((await cli(['show', clip?.id ?? ''])).code).toBe(4);
  });

  it('ends with 5 when nobody knows whether a clip was taken, and does not send it again by itself', async () => {
    const prompt = `${prompted()} #lost`;
    const unclear = await cli(['generate', '--prompt', prompt, '--wait', '--json']);
    expect(unclear.code).toBe(5);
    const [clip] = unclear.lines();
    expect((await cli(['queue', '--wait'])).code).toBe(0);
    expect((await cli(['retry', clip?.id ?? ''])).code).toBe(3);
    expect(sent(prompt)).toHaveLength(1);
  });

  it('stopped with Ctrl+C, what was sent is fetched the next time and sent only once', async () => {
    const prompt = prompted();
    const stopped = await cli(['generate', '--prompt', prompt, '--wait'], {
      meanwhile: (child) => {
        const timer = setInterval(() => {
          if (sent(prompt).length > 0) {
            clearInterval(timer);
            child.kill('SIGINT');
          }
        }, 5);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect(stopped.code).toBe(130);
    const worked = await cli(['queue', '--wait', '--json']);
    expect(worked.code).toBe(0);
    expect((await cli(['list', '--json'])).lines().map(({ state }) => state)).toEqual(['done']);
    expect(sent(prompt)).toHaveLength(1);
  });
});

describe('import', () => {
  it('sends nothing while a row is bad, and each good row once with --skip-bad', async () => {
    const prompt = prompted();
    writeFileSync(
      join(folder, 'list.csv'),
      `prompt,duration,tags\n${prompt} one,6,sea\n${prompt} two,7,\n${prompt} three,,\n`,
    );
    const refused = await cli(['import', 'list.csv', '--json']);
    expect(refused.code).toBe(3);
    expect(refused.lines().find(({ type }) => type === 'trouble')).toMatchObject({ line: 3, column: 'duration' });
    expect((await cli(['import', 'list.csv', '--check', '--skip-bad'])).code).toBe(0);
    expect(sent(prompt)).toEqual([]);
    const made = await cli(['import', 'list.csv', '--skip-bad', '--wait', '--json']);
    expect(made.code).toBe(0);
    expect(sent(prompt).filter(({ billed }) => billed)).toHaveLength(2);
    expect((await cli(['list', '--search', 'sea three', '--json'])).lines()).toHaveLength(1);
  });

  it('prints a list to begin with', async () => {
    const { code, stdout } = await cli(['import', '--template']);
    expect(code).toBe(0);
    writeFileSync(join(folder, 'list.csv'), stdout);
    expect((await cli(['import', 'list.csv', '--check'])).code).toBe(0);
  });
});

describe('while a window is open on the same folder', () => {
  let app: App;
  let door: Door;
  beforeEach(async () => {
    const environment = { ...novitaOf(simulator), CONCH_POLL_MS: '200' };
    const host = createBrowserHost({ dataFolder: folder, version: '0.0.0', environment, log: noLog });
    app = await createApp(host, {
      rendererFolder: '',
      demo: false,
      startSimulator: () => Promise.reject(new Error('no demo')),
    });
    await app.start();
    door = await openDoor({ dataFolder: folder, core: app, log: noLog });
  });
  afterEach(async () => {
    await door.close();
    await app.stop();
  });

  it('the work goes to the window, which goes on when the command has ended', async () => {
    const prompt = prompted();
    // No key of its own: the window's is used.
    const { code, lines } = await cli(['generate', '--provider', 'novita', '--prompt', prompt, '--json'], {
      environment: {},
    });
    expect(code).toBe(0);
    const id = lines()[0]?.id ?? '';
    await expect
      .poll(async () => (await app.handlers['job.get']({ id })).progress.state, { timeout: 15_000 })
      .toBe('done');
    const shown = await cli(['show', id, '--json'], { environment: {} });
    expect(shown.lines()[0]).toMatchObject({ id, state: 'done' });
    const waited = await cli(['generate', '--provider', 'novita', '--prompt', prompt, '--wait', '--json'], {
      environment: {},
    });
    expect(waited.lines().at(-1)).toMatchObject({ state: 'done' });
    expect(sent(prompt)).toHaveLength(2);
  });

  it('says so when the window closes while it waits', async () => {
    const prompt = prompted();
    const ended = await cli(['generate', '--provider', 'novita', '--prompt', prompt, '--wait'], {
      environment: {},
      meanwhile: (child) => {
        const timer = setInterval(() => {
          if (sent(prompt).length === 0) return;
          clearInterval(timer);
          void door.close();
        }, 5);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('window was closed')]);
  });

  it('copies clips to where the person stands', async () => {
    const { lines } = await cli(['generate', '--prompt', prompted(), '--wait', '--json']);
    const ended = await cli(['export', lines()[0]?.id ?? '', '--to', '.', '--zip', '--json']);
    expect(ended.code).toBe(0);
    expect(ended.lines()[0]).toMatchObject({ type: 'export', state: 'done' });
  });

  it.skipIf(process.platform === 'win32')('nobody but this account can reach the door', async () => {
    const plate = await readPlate(folder);
    expect(statSync(plate?.address ?? '').mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'door.json')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.each([
    '{"token":"' + '0'.repeat(64) + '"}',
    '{}',
    'hello',
    '{"kind":"call","id":1,"method":"session.open","input":{}}',
  ])('shuts the door on who says %s', async (said) => {
    const plate = await readPlate(folder);
    const socket = connectSocket(plate?.address ?? '');
    let heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.write(`${said}\n{"kind":"call","id":1,"method":"session.open","input":{}}\n`);
    await once(socket, 'close');
    expect(heard).toBe('');
  });
});

it('a door that was left behind by a crash does not keep the command line out', async () => {
  writeFileSync(
    join(folder, 'door.json'),
    JSON.stringify({ address: join(folder, 'door.sock'), token: 'a'.repeat(64) }),
  );
  writeFileSync(join(folder, 'door.sock'), '');
  const { code } = await cli(['list']);
  expect(code).toBe(0);
});
