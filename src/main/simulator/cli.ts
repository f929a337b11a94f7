import { parseArgs } from 'node:util';
import { findDemoFolder } from './demo-folder.ts';
import { defaultSpeed, environmentFor, startSimulator } from './index.ts';
import { promptMarks, slowMark } from './prompt-marks.ts';
import { providerNames } from './vendor.ts';

/**
 * `npm run simulator -- [--port N] [--speed N] [--state FILE] [--clips DIR]`: the five providers by themselves.
 * Standard output gets exactly one line of JSON when all servers listen; everything for people goes to standard error.
 */

function helpText(): string {
  const marks = Object.entries(promptMarks).map(([mark, { words }]) => `  ${mark.padEnd(13)}${words}`);
  return [
    'The five simulated providers on 127.0.0.1. Nothing leaves this computer.',
    '',
    '  --port N     control server on N, providers on N+1 to N+5 (default: free ports)',
    `  --speed N    simulated seconds per real second (default ${defaultSpeed})`,
    '  --state FILE keeps jobs, links and ports across restarts',
    '  --clips DIR  folder with the clips (default: resources/demo)',
    '',
    'Keys: any, except that bad-key… is refused and poor-key… has no balance.',
    '',
    'Marks in a prompt call up trouble:',
    ...marks,
    `  ${slowMark.padEnd(13)}the clip takes ten times as long`,
    '',
  ].join('\n');
}

function numberOf(text: string | undefined, name: string, fits: (value: number) => boolean): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && fits(value)) return value;
  throw new Error(`--${name} cannot be ${text}`);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      speed: { type: 'string' },
      state: { type: 'string' },
      clips: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stderr.write(helpText());
    return;
  }
  const port = numberOf(values.port, 'port', (value) => Number.isInteger(value) && value >= 0 && value <= 65_530);
  const speed = numberOf(values.speed, 'speed', (value) => Number.isFinite(value) && value > 0);
  const resourcesPath = 'resourcesPath' in process ? process.resourcesPath : undefined;
  const simulator = await startSimulator({
    clipsFolder: values.clips ?? findDemoFolder(import.meta.dirname, resourcesPath),
    ...(speed === undefined ? {} : { speed }),
    ...(values.state === undefined ? {} : { statePath: values.state }),
    ...(port === undefined || port === 0 ? {} : { ports: portsFrom(port) }),
  });
  process.stdout.write(`${JSON.stringify({ ready: true, origins: simulator.origins, control: simulator.control })}\n`);
  const environment = Object.entries(environmentFor(simulator.origins)).map(
    ([name, value]) => `export ${name}=${value}`,
  );
  process.stderr.write(`\nTo use it from Conch:\n${environment.join('\n')}\n\n${helpText()}`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function portsFrom(control: number): Record<string, number> {
  return Object.fromEntries([['control', control], ...providerNames.map((name, index) => [name, control + 1 + index])]);
}

run().catch((error: unknown) => {
  process.stderr.write(`The simulator could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
