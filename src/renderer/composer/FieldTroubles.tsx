import type { Field, Issue } from '../../shared/validate.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { issuesOf, type Composition } from './composition.ts';

/** What is wrong with one field, each with its one-click fixes. */
export function FieldTroubles({ composition, field }: { composition: Composition; field: Field }) {
  const attempted = useDraft((state) => state.attempted);
  // Generate is off then and leaves its colour to the first thing that helps.
  const first = composition.issues.find(({ severity, fixes }) => severity === 'error' && fixes.length > 0);
  return issuesOf(composition, field, attempted).map((issue) => (
    <FieldTrouble key={issue.message} issue={issue} isFirst={issue === first} />
  ));
}

function FieldTrouble({ issue: { severity, message, fixes }, isFirst }: { issue: Issue; isFirst: boolean }) {
  return (
    <Trouble
      severity={severity}
      className="mt-2"
      isFirstPrimary={isFirst}
      fixes={fixes.map(({ label, change }) => ({
        label,
        run: () => {
          editDraft(change);
        },
      }))}
    >
      {message}
    </Trouble>
  );
}
