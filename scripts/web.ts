import { ensureBuilt } from './built.ts';
import { runScript } from './run-program.ts';

/** `npm run web -- [--port N] [--data-dir DIR] [--no-open] [--demo]`: builds where needed, then runs the browser host. */
process.exitCode = (await ensureBuilt()) ? await runScript('out/main/web.js', process.argv.slice(2)) : 1;
