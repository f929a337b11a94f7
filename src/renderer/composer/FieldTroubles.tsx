import type { PictureFix } from '../../shared/picture/fix.ts';
import type { Field, Fix, Issue } from '../../shared/validate.ts';
import { editPicture } from '../pictures/edit-picture.ts';
import { focusOn, openSettings } from '../store/commands.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { Trouble, type TroubleFix } from '../ui/Trouble.tsx';
import { issuesOf, type Composition } from './composition.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { fixLabel } from './fix-words.ts';

/** What is wrong with one field, each with its one-click fixes. */
export function FieldTroubles({ composition, field }: { composition: Composition; field: Field }) {
  const attempted = useDraft((state) => state.attempted);
  // Generate is off then and leaves its colour to the first thing that helps.
  // What the braces stand for is most often still being written: there the field is the way, and the fix is the way out.
  const first = composition.issues.find(
    (issue) =>
      issue.severity === 'error' && issue.fixes.length > 0 && composition.prompts?.issues.includes(issue) !== true,
  );
  return issuesOf(composition, field, attempted).map((issue) => (
    <FieldTrouble key={issue.message} issue={issue} isFirst={issue === first} />
  ));
}

function FieldTrouble({ issue, isFirst }: { issue: Issue; isFirst: boolean }) {
  const { field, severity, fixes, opens } = issue;
  const isEditing = useDraft(({ upload }) => upload.state === 'editing');
  const ways = fixes.map(wayOf);
  return (
    <Trouble
      severity={severity}
      className="mt-2"
      isFirstPrimary={isFirst}
      isBusy={isEditing && field === 'firstFrame'}
      fixes={opens === undefined ? ways : [imageHostWay(), ...ways]}
    >
      {told(issue)}
    </Trouble>
  );
}

function wayOf(fix: Fix): TroubleFix {
  if (fix.kind === 'fields')
    return {
      label: fixLabel(fix),
      run: () => {
        editDraft(fix.change);
      },
    };
  return { label: fixLabel(fix), warning: fix.warning && told(fix.warning), run: () => void editAndStay(fix) };
}

/** The button that was pressed goes with its trouble; the focus then stays at the picture instead of nowhere. */
async function editAndStay(fix: PictureFix): Promise<void> {
  await editPicture(fix);
  // After the next drawing, when the button is gone.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusOn('picture');
  });
}

function imageHostWay(): TroubleFix {
  return {
    label: t('Set up an image host'),
    run: () => {
      openSettings({ tab: 'image-host' });
    },
  };
}
