import { listTemplate } from '../../../shared/batch/list-template.ts';
import { FailureError, failureFrom } from '../../../shared/failure.ts';
import { createBrowserHost } from '../browser/host.ts';
import { endOnSignal } from '../browser/signals.ts';
import { createLog, defectFacts } from '../log.ts';
import { programVersion } from '../resources-folder.ts';
import { parseCommand, type Command } from './commands.ts';
import { openConnection, type Connection } from './connection.ts';
import { refuse } from './create-clips.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { createPrinter, type Printer } from './printer.ts';
import { runCommand } from './run-command.ts';
import { whenUnheard } from './unheard.ts';

/** The command line: the same core without a window. Standard output carries what was asked for, and nothing else. */

/** What is news in a window's log would stand between a person and what was asked for. */
const log = { ...createLog(), debug: () => {}, info: () => {} };
const streams = {
  out: (text: string) => void process.stdout.write(text),
  error: (text: string) => void process.stderr.write(text),
};

/** A minute: long enough for several tries at a network that is away for a moment. */
const handOverMs = 60_000;

/** Ends what runs, in order: a request that is just leaving is waited for. */
let stop = async (): Promise<void> => {};
whenUnheard([process.stdout, process.stderr], (exitCode, words) => {
  if (words !== undefined) streams.error(`${words}\n`);
  stop().then(
    () => process.exit(exitCode),
    () => process.exit(exitCodes.trouble),
  );
});

async function run(command: Command): Promise<number> {
  const printer = createPrinter(command.json, streams);
  try {
    const dataFolder = command['data-dir'];
    const host = createBrowserHost({
      ...(dataFolder !== undefined && { dataFolder }),
      version: programVersion(),
      environment: process.env,
      log,
    });
    const connection = await openConnection(host);
    stop = () => connection.close();
    endOnSignal(
      // What came of a request that was just leaving is in the library.
      {
        on: (signal, listener) => process.on(signal, listener),
        exit: (code) => process.exit(code === 0 ? exitCodes.interrupted : code),
      },
      stop,
    );
    try {
      const session = await connection.client.call('session.open', {});
      if (session.demo) throw refuse('The open window shows the demo. Leave the demo there first.');
      if (session.readOnly !== undefined) {
        const why = session.readOnly.why.message;
        if (changes(command)) throw refuse(why);
        printer.note(why);
      }
      // `npm run` changes the folder; where the person stood is remembered here.
      const workingFolder = process.env['INIT_CWD'] ?? process.cwd();
      return await runCommand(command, {
        connection,
        session,
        printer,
        workingFolder,
        handOverMs,
        now: host.clock.now,
      });
    } catch (thrown) {
      if (failureFrom(thrown).kind === 'key-missing') tellWhoseKeys(connection, printer);
      throw thrown;
    } finally {
      await connection.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof FailureError)) log.error('the command failed in an unexpected way', defectFacts(thrown));
    const why = failureFrom(thrown);
    printer.failure(why);
    if (why.kind === 'confirm-spending') printer.note('Nothing was sent. Add --confirm to send it all the same.');
    return exitCodeOf(why);
  }
}

/** A key that is set in this terminal is not used by the core of somebody else. */
function tellWhoseKeys(connection: Connection, printer: Printer): void {
  const holder = connection.holder();
  if (holder === 'window') printer.note('An open window does the work, with its own keys.');
  if (holder === 'command')
    printer.note('Another command is at work, and its keys are used. Try again when it has ended.');
}

/** Whether anything is another afterwards; what only reads works on a newer version's library too. */
function changes(command: Command): boolean {
  if (command.name === 'queue') return command.words.length > 0 || command.wait;
  return command.name === 'generate' || command.name === 'import' || command.name === 'retry';
}

const parsed = parseCommand(process.argv.slice(2));
if ('print' in parsed) {
  (parsed.isWrong ? streams.error : streams.out)(`${parsed.print}\n`);
  process.exitCode = parsed.isWrong ? exitCodes.usage : exitCodes.ok;
} else if (parsed.command.name === 'import' && parsed.command.template) {
  streams.out(listTemplate().text);
} else {
  process.exitCode = await run(parsed.command);
}
