import { ensureBuilt } from './built.ts';
import { deskTrouble, electronBinary } from './electron-binary.ts';
import { runScript } from './run-program.ts';

/** `npm run dev`: electron-vite with hot reload. Without the Electron binary it says so and runs the browser host. */
async function main(): Promise<number> {
  // The desktop app looks for the built window at its start, although the development server serves it.
  if (!(await ensureBuilt())) return 1;
  const trouble =
    deskTrouble({ platform: process.platform, userId: process.getuid?.(), environment: process.env }) ??
    (electronBinary() === undefined ? 'The Electron binary is missing; npx install-electron fetches it.' : undefined);
  if (trouble === undefined) return runScript('node_modules/electron-vite/bin/electron-vite.js', ['dev']);
  console.error(`${trouble} Hot reload needs it, so this runs the built browser host.`);
  return runScript('out/main/web.js', process.argv.slice(2));
}

process.exitCode = await main();
