import { isIn, type Job } from '../../shared/job.ts';
import { continueClip } from '../frames/frame-acts.ts';
import { applicableActs, type Act } from '../inspector/applicable-acts.ts';
import { cancelWithConsent, retryWithConsent, sendAgainWithConsent } from '../inspector/consent.ts';
import { fetchAgain, openClip, restoreSettings, reveal } from '../store/acts.ts';
import { isInTrash } from '../store/belongs.ts';
import { openReview } from '../store/review.ts';
import { takesOf } from '../store/takes-of.ts';
import { noticeOf } from '../store/notices.ts';
import { select } from '../store/selecting.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { Download, FileOutput, Folder, LayoutGrid, Play, RotateCcw, SlidersHorizontal, X } from '../ui/icons.ts';
import { keyed, type Command } from './command.ts';
import { keepingCommands, trashedCommands } from './keeping-commands.ts';
import { playerCommands } from './player-commands.ts';

/** What can be done with all clips that are chosen, else with the one that has the focus, else with the one that is open. */
export function clipCommands(): Command[] {
  const { session, jobs, selectedId, marked } = useSession.getState();
  if (session === undefined || session.readOnly !== undefined) return [];
  const oneId = focusedClip() ?? selectedId;
  const ids = marked.size > 0 ? [...marked] : oneId === undefined ? [] : [oneId];
  const known = ids.flatMap((id) => jobs.get(id) ?? []);
  if (known.length === 0) return [];
  const group = ids.length === 1 ? t('This clip') : t('Chosen clips');
  const areInTrash = known.every(isInTrash);
  const [only] = known;
  return [
    ...(areInTrash ? trashedCommands(ids, group) : []),
    ...(ids.length === 1 && only !== undefined ? oneClipCommands(only, group) : []),
    ...playerCommands(),
    ...(areInTrash ? [] : keepingCommands(ids, known, group)),
    {
      id: 'clip-close',
      group,
      title: ids.length === 1 ? t('Close the clip') : t('Choose none'),
      glyph: X,
      run: () => {
        select(undefined);
      },
    },
  ];
}

/** Keys pressed on a tile mean that tile, whichever clip is open beside it. */
function focusedClip(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-clip]')?.dataset['clip'];
}

function oneClipCommands(job: Job, group: string): Command[] {
  const { session } = useSession.getState();
  // Whether its file is there is found out by the player; the core says so where it is not.
  const acts = applicableActs(
    job,
    { reveal: session?.abilities.reveal ?? false, openClip: session?.abilities.openClip ?? false },
    'unknown',
  );
  const has = (act: Act): boolean => acts.includes(act);
  const plain = (id: string, title: string, glyph: Command['glyph'], run: () => void): Command => ({
    id,
    group,
    title,
    ...(glyph !== undefined && { glyph }),
    run,
  });
  const { id } = job;
  return [
    ...(isIn(job, 'done')
      ? [plain('clip-continue', t('Continue from last frame'), FileOutput, () => continueClip(job))]
      : []),
    keyed('use-settings', { group, glyph: SlidersHorizontal, run: () => restoreSettings(job) }),
    ...(has('retry') ? [plain('clip-retry', t('Retry'), RotateCcw, () => retryWithConsent(job))] : []),
    ...(isIn(job, 'unknown')
      ? [plain('clip-send-again', t('Send again'), RotateCcw, () => sendAgainWithConsent(job))]
      : []),
    ...(has('cancel') ? [plain('clip-cancel', t('Cancel the clip'), X, () => cancelWithConsent(job))] : []),
    ...(has('open') ? [plain('clip-open', t('Open in a player'), Play, () => void openClip(id))] : []),
    ...(has('reveal') ? [plain('clip-reveal', t('Show in folder'), Folder, () => void reveal(id))] : []),
    ...(has('download-again')
      ? [plain('clip-download', t('Download again'), Download, () => void fetchAgain(id))]
      : []),
    ...(isIn(job, 'done')
      ? [plain('clip-review', t('Review its takes'), LayoutGrid, () => void reviewTakes(job))]
      : []),
  ];
}

async function reviewTakes(job: Job): Promise<void> {
  try {
    openReview(await takesOf(job));
  } catch (thrown) {
    noticeOf(thrown);
  }
}
