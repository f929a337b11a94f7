import { jobStates } from '../../../shared/job.ts';

/** What `--help` prints. */

const generate = `npm run -s conch -- generate --provider NAME --prompt "…" [options]

Makes clips. Without --wait it ends once they have left for the provider, or stay with an open window. What cannot leave
within a minute is kept in the queue.

  --provider NAME     id or name; may be left out when only one provider has a key
  --model NAME        id or name; else the provider's first that fits
  --image FILE        first frame, from this computer or an https address. It is sent without its hidden details, and
                      only if it fits as it is: cropping and converting take the window
  --duration 6|10     --resolution 768P|1080P
  --flags "WORDS"     promptOptimizer, fastPretreatment, watermark; with no- before it to turn it off
  --tags "A, B"
  --takes N           1 to 16
  --id UUID           the clip's own id: the same again makes no second clip (with one take)
  --wait              until the clips are on the disk
  --confirm           goes over the budget or the brake without being asked`;

const imports = `npm run -s conch -- import FILE|FOLDER [options]

Makes the clips of a list: a CSV or JSONL file, or a folder of pictures with captions. Columns: prompt, image, provider,
model, duration, resolution, flags, tags. Nothing is sent while a row is bad, unless --skip-bad leaves those out.

  --provider NAME     for rows that name none; likewise --model
  --takes N           of each row, 1 to 16
  --check             only says what would be made
  --skip-bad          --wait              --confirm
  --template          prints a list to begin with`;

const helps: Readonly<Record<string, string>> = {
  generate,
  import: imports,
  queue: `npm run -s conch -- queue [--wait]
npm run -s conch -- queue pause|resume|cancel [all | PROVIDER … | ID …]
npm run -s conch -- queue go-on PROVIDER

What is not finished yet, in the order in which it goes, with each provider's pace and what it waits for. With --wait it
works it off, and ends when nothing is on its way any more. It does not wait for what only you can mend, such as a pause,
a key or an empty account: it says so and ends with 5.

  pause, resume       everything, or these; only what has not left
  cancel              what has not left; everything only with the word “all”
  go-on PROVIDER      after Conch has stopped a provider because of the same failure three times in a row`,
  list: `npm run -s conch -- list [--state STATE] [--search WORDS] [--limit N]

Clips, newest first; 50 of them, or as many as --limit says. STATE is one of
${jobStates.join(', ')}.`,
  show: `npm run -s conch -- show ID …

Clips as they stand now. Ends with 4 when one has failed or was canceled, and with 5 when one is unknown.`,
  retry: `npm run -s conch -- retry ID … [--may-cost-twice] [--id UUID] [--wait] [--confirm]

Sends clips again that failed or were canceled, as new ones. It is one act: all of them or none. Of a clip that is
unknown, nobody can tell whether the provider took it: look in the provider's console first. If it is there, the window
takes its id.

  --may-cost-twice    also where the first may have been charged
  --id UUID           the act's own id: the same again makes no second clips
  --wait              --confirm`,
  export:
    'npm run -s conch -- export ID … --to FOLDER [--zip]\n\nCopies of clips with an index, into a folder that is there.',
};

const overview = `Conch on the command line, over the same library as the window.

  generate   make clips                 import   make the clips of a list
  queue      what is not finished yet   list     clips
  show       one clip                   retry    send again
  export     copies of clips

Every command takes --help, --json (one JSON object per line) and --data-dir DIR (or CONCH_DATA_DIR).
Keys come from CONCH_<PROVIDER>_KEY or from the private file that the browser window keeps; a key in the system's
keychain can be used only while the desktop window is open. While a window is open on the same data folder, the work
goes to it, with its keys. Commands may run side by side. Ctrl+C waits for a request that is just leaving; what was
sent goes on.

Ends with
  0  done                                  4  a clip failed or was canceled
  1  trouble                               5  a clip needs you: a decision, a key, an account, the end of a pause
  2  the command is not understood         6  the data folder cannot be used
  3  nothing was sent                      7  a clip could not leave yet and is kept in the queue
                                         130  stopped, by Ctrl+C or by who read the output`;

export function helpFor(command?: string): string {
  return (command !== undefined && Object.hasOwn(helps, command) ? helps[command] : undefined) ?? overview;
}
