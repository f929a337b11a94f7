import type { AppOptions } from '../app.ts';
import { demoClipsFolder } from './resources-folder.ts';

/** Loads the simulated providers only when the demo is entered. */
export const startDemoSimulator: AppOptions['startSimulator'] = async ({ statePath }) => {
  const { startSimulator } = await import('../simulator/index.ts');
  return startSimulator({ clipsFolder: demoClipsFolder(), statePath });
};
