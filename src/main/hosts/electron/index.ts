import * as electron from 'electron';
import Store from 'electron-store';
import { join } from 'node:path';
import { createApp } from '../../app.ts';
import { startDemoSimulator } from '../demo-simulator.ts';
import { createLog } from '../log.ts';
import { iconsFolder, rendererFolder } from '../resources-folder.ts';
import { runShell } from './shell.ts';

/** The only file that imports Electron when it runs: everything else takes what it needs as arguments. */

const window = rendererFolder();

void runShell({
  electron,
  openStore: (options) => new Store(options),
  createApp,
  log: createLog(),
  environment: process.env,
  platform: process.platform,
  rendererFolder: window,
  preloadPath: join(window, '..', 'preload', 'index.cjs'),
  ...(process.platform === 'linux' && { iconPath: join(iconsFolder(), '512x512.png') }),
  dragIconPath: join(iconsFolder(), '512x512.png'),
  startSimulator: startDemoSimulator,
});
