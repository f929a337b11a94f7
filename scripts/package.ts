import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './built.ts';
import { root, runScript } from './run-program.ts';

/**
 * `npm run package -- [electron-builder's arguments]`: installers for this system into `release/`. electron-builder is
 * fetched when it is needed, because a part of it has an install script and the project allows none.
 */
const builder = 'electron-builder@26.17.0';

async function main(): Promise<number> {
  if (!existsSync(join(root, 'resources/icons/1024x1024.png'))) {
    console.error('The icons are missing. Run npm run icons first.');
    return 1;
  }
  const npm = process.env['npm_execpath'];
  if (npm === undefined) {
    console.error('Start this with npm: npm run package.');
    return 1;
  }
  console.error(`Fetching ${builder} …`);
  const probe = spawnSync(process.execPath, [npm, 'exec', '--yes', builder, '--', '--version'], {
    cwd: root,
    stdio: 'ignore',
  });
  if (probe.status !== 0) {
    console.error(
      `${builder} could not be fetched, so there are no installers. It needs the npm registry, and GitHub for Electron.`,
    );
    return 1;
  }
  if (!(await build())) return 1;
  const code = await runScript(npm, ['exec', '--yes', builder, '--', '--publish', 'never', ...process.argv.slice(2)]);
  console.error(code === 0 ? 'The installers are in release.' : 'No installers were made; the reason stands above.');
  return code;
}

process.exitCode = await main();
