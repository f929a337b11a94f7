import { ensureBuilt } from './built.ts';
import { runScript } from './run-program.ts';

/** `npm run simulator -- [--port N]`: builds where needed, then runs the simulated providers by themselves. */
process.exitCode = (await ensureBuilt()) ? await runScript('out/main/simulator.js', process.argv.slice(2)) : 1;
