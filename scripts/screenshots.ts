import { runScript } from './run-program.ts';

/**
 * `npm run screenshots [-- --only library,settings-general] [--to DIR]`: every view and state of the window, over a
 * library that is the same each time, into docs/screenshots. Needs no network and no account; some minutes.
 */
process.exitCode = await runScript('scripts/screenshots/window/program.ts', process.argv.slice(2));
