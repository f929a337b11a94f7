import type { RefusedPart as Part } from '../../shared/failure.ts';
import { useDraft } from '../store/draft.ts';
import { isMarked, useRefused } from '../store/refused.ts';
import { useProvider } from '../store/session.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { t } from '../texts/index.ts';

/** Below the field that a provider has refused, until what stands in it is another. */
export function RefusedPart({ field }: { field: 'prompt' | 'firstFrame' }) {
  const mark = useRefused((state) => state.mark);
  const draft = useDraft((state) => state.draft);
  const provider = useProvider(mark?.providerId);
  if (mark === undefined || !isMarked(mark, field, draft)) return null;
  return (
    <Trouble severity="warning" className="mt-2">
      {sentenceOf(mark.part, field, provider?.name ?? t('The provider'))}
    </Trouble>
  );
}

/** Whether a field is marked: for its frame. */
export function useIsRefused(field: 'prompt' | 'firstFrame'): boolean {
  const mark = useRefused((state) => state.mark);
  return useDraft(({ draft }) => isMarked(mark, field, draft));
}

function sentenceOf(part: Part, field: 'prompt' | 'firstFrame', provider: string): string {
  if (part === 'result')
    return t('{{provider}} withheld the clip that came of this. Other words may help.', { provider });
  if (part === 'input')
    return field === 'prompt'
      ? t('{{provider}} refused this prompt or its picture. Change one of the two.', { provider })
      : t('It may be the picture that {{provider}} refused.', { provider });
  return field === 'prompt'
    ? t('{{provider}} refused this prompt. Change it before you send it again.', { provider })
    : t('{{provider}} refused this picture. Choose another one before you send it again.', { provider });
}
