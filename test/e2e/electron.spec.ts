import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';
import { deskTrouble, electronBinary } from '../../scripts/electron-binary.ts';
import { pictures } from '../support/pictures.ts';
import { startSimulator, type Simulator } from '../support/simulator.ts';
import { providerEnvironment } from './support/studio.ts';
import { createWindow, type ConchWindow } from './support/window.ts';

/** The same steps as in the browser, through the desktop app. */
const binary = electronBinary();
const trouble =
  binary === undefined
    ? 'The Electron binary is not here: node_modules/electron holds no program.'
    : deskTrouble({ platform: process.platform, userId: process.getuid?.(), environment: process.env });

test.describe('the desktop app', () => {
  test.skip(trouble !== undefined, trouble);

  let simulator: Simulator;
  let dataFolder: string;
  let app: ElectronApplication;

  test.beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'conch-electron-'));
    simulator = await startSimulator();
  });

  test.afterEach(async () => {
    await app.close();
    await simulator.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  });

  async function openApp(): Promise<ConchWindow> {
    app = await _electron.launch({
      ...(binary !== undefined && { executablePath: binary }),
      args: ['.'],
      env: {
        ...process.env,
        ...providerEnvironment(simulator),
        CONCH_DATA_DIR: dataFolder,
        CONCH_POLL_MS: '200',
      },
    });
    return createWindow(await app.firstWindow(), () => undefined);
  }

  test('words become a clip that plays, and that is found after a restart', async () => {
    const prompt = 'A lighthouse at dusk, on the desktop';
    const before = await openApp();
    await before.chooseProvider('Novita');
    await before.make(prompt);
    await before.play(prompt);
    await app.close();
    const after = await openApp();
    await expect(after.clip(prompt, 'Done')).toBeVisible();
    await after.play(prompt);
    expect(await simulator.billed(prompt)).toHaveLength(1);
  });

  test('a photograph from disk becomes a clip that plays', async () => {
    const prompt = 'The dunes begin to move, on the desktop';
    const window = await openApp();
    await window.chooseProvider('Pixazo');
    await window.dropPicture(pictures.photo);
    await window.expectPicture(basename(pictures.photo));
    await window.make(prompt);
    await window.play(prompt);
    expect(await simulator.billed(prompt)).toHaveLength(1);
  });
});
