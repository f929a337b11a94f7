import { ensureBuilt } from './built.ts';
import { runScript } from './run-program.ts';

/** `npm run -s conch -- COMMAND …`: builds where needed, then runs the command line. */
process.exitCode = (await ensureBuilt()) ? await runScript('out/main/cli.js', process.argv.slice(2)) : 1;
