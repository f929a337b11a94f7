import type { FindingKind, Work, WorkKind } from '../../shared/work.ts';
import { key, t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** What a work is called on screen. Pure. */

const begun: Record<WorkKind, string> = {
  scrub: key('Checking the files …'),
  rebuild: key('Bringing clips back into the list …'),
  export: key('Exporting clips …'),
  import: key('Importing clips …'),
  move: key('Moving the library …'),
  rename: key('Renaming clips …'),
};

const counted: Record<WorkKind, string> = {
  scrub: key('Checking the files: {{done, number}}'),
  rebuild: key('Bringing clips back into the list: {{done, number}}'),
  export: key('Exporting clips: {{done, number}}'),
  import: key('Importing clips: {{done, number}}'),
  move: key('Moving the library: {{done, number}}'),
  rename: key('Renaming clips: {{done, number}}'),
};

const countedOf: Record<WorkKind, string> = {
  scrub: key('Checking the files: {{done, number}} of {{total, number}}'),
  rebuild: key('Bringing clips back into the list: {{done, number}} of {{total, number}}'),
  export: key('Exporting clips: {{done, number}} of {{total, number}}'),
  import: key('Importing clips: {{done, number}} of {{total, number}}'),
  move: key('Moving the library: {{done, number}} of {{total, number}}'),
  rename: key('Renaming clips: {{done, number}} of {{total, number}}'),
};

const stopped: Record<WorkKind, string> = {
  scrub: key('The check was stopped.'),
  rebuild: key('Stopped. The clips that were found are in the list.'),
  export: key('The export was stopped, and nothing of it is left behind.'),
  import: key('Stopped. The clips that came in stay.'),
  move: key('The move was stopped. All clips are found where they are; move to the same folder again to go on.'),
  rename: key('Stopped. Clips that were renamed keep their new names.'),
};

/** To be said by `t`. */
export const findingTitles: Record<FindingKind, string> = {
  missing: key('Missing'),
  changed: key('Changed'),
  foreign: key('Not in the list'),
  refused: key('Not taken in'),
  present: key('Here already'),
  left: key('Left where they were'),
};

/** One line for the present state of a work. */
export function workSentence({ kind, state, done, total, report, failure }: Work): string {
  if (state === 'failed') return failure === undefined ? t('That did not work.') : told(failure);
  if (state === 'stopped') return t(stopped[kind]);
  if (state === 'done') return report === undefined ? '' : told({ message: report.summary, said: report.said });
  if (total !== undefined) return t(countedOf[kind], { done, total });
  return done === 0 ? t(begun[kind]) : t(counted[kind], { done });
}
