import type { CommandId } from '../../shared/commands.ts';
import { clipCommands } from './clip-commands.ts';
import type { Command } from './command.ts';
import { composerCommands } from './composer-commands.ts';
import { libraryCommands } from './library-commands.ts';
import { promptCommands } from './prompt-commands.ts';
import { sheetCommands } from './sheet-commands.ts';
import { hiddenCommands, windowCommands } from './window-commands.ts';

/** Everything that can be done now, as the palette lists it. */
export function allCommands(): Command[] {
  return [
    ...clipCommands(),
    ...windowCommands(),
    ...composerCommands(),
    ...sheetCommands(),
    ...promptCommands(),
    ...libraryCommands(),
  ];
}

/** Does what a key or the host's menu stands for. False: it cannot be done now. */
export function runCommand(id: CommandId): boolean {
  const command = [...hiddenCommands(), ...allCommands()].find((one) => one.id === id);
  command?.run();
  return command !== undefined;
}
