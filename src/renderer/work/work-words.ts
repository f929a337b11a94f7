import type { FindingKind, Work, WorkKind } from '../../shared/work.ts';

/** What a work is called on screen. Pure. */

const running: Record<WorkKind, string> = {
  scrub: 'Checking the files',
  rebuild: 'Bringing clips back into the list',
  export: 'Exporting clips',
  import: 'Importing clips',
  move: 'Moving the library',
};

const stopped: Record<WorkKind, string> = {
  scrub: 'The check was stopped.',
  rebuild: 'Stopped. The clips that were found are in the list.',
  export: 'The export was stopped, and nothing of it is left behind.',
  import: 'Stopped. The clips that came in stay.',
  move: 'The move was stopped. All clips are found where they are; move to the same folder again to go on.',
};

export const findingTitles: Record<FindingKind, string> = {
  missing: 'Missing',
  changed: 'Changed',
  foreign: 'Not in the list',
  refused: 'Not taken in',
  present: 'Here already',
  left: 'Left where they were',
};

/** One line for the present state of a work. */
export function workSentence({ kind, state, done, total, report, failure }: Work): string {
  if (state === 'failed') return failure?.message ?? 'That did not work.';
  if (state === 'stopped') return stopped[kind];
  if (state === 'done') return report?.summary ?? '';
  const count = done.toLocaleString();
  if (total !== undefined) return `${running[kind]}: ${count} of ${total.toLocaleString()}`;
  return done === 0 ? `${running[kind]} …` : `${running[kind]}: ${count}`;
}
