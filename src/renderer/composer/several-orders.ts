import type { PictureFix } from '../../shared/picture/fix.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { hasErrors, validate } from '../../shared/validate.ts';
import type { OneOfSeveral } from '../pictures/several.ts';
import type { Composition } from './composition.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** What would become of each of several pictures, judged by the same rules as a single one. Pure. */

export type Verdict =
  | { kind: 'reading'; words: string }
  | { kind: 'ready'; words: string; request: GenerationRequest }
  | { kind: 'fix'; words: string; fixes: PictureFix[] }
  | { kind: 'unusable'; words: string };

export function verdictOf({ picture, work }: OneOfSeveral, composition: Composition): Verdict {
  switch (work.state) {
    case 'waiting':
      return { kind: 'reading', words: t('Waiting') };
    case 'reading':
      return { kind: 'reading', words: t('Reading') };
    case 'unusable':
      return { kind: 'unusable', words: told(work) };
    case 'read':
    case 'failed':
  }
  if (picture === undefined) return { kind: 'unusable', words: t('The picture could not be read.') };
  const request = requestWith(composition, { kind: 'picture', picture });
  const { provider, imageHost } = composition;
  const issues = validate(request, provider.models, { imageHost }).filter(({ field }) => field === 'firstFrame');
  if (!hasErrors(issues)) return { kind: 'ready', words: work.state === 'failed' ? told(work) : t('Ready'), request };
  const errors = issues.filter(({ severity }) => severity === 'error');
  const fixes = errors.flatMap((issue) => issue.fixes.filter((fix) => fix.kind !== 'fields'));
  const words = work.state === 'failed' ? told(work) : errors[0] === undefined ? '' : told(errors[0]);
  return fixes.length > 0 ? { kind: 'fix', words, fixes } : { kind: 'unusable', words };
}

/** Everything as the composer shows it, but for the picture. Lineage belongs to the picture that was there. */
function requestWith({ request }: Composition, firstFrame: GenerationRequest['firstFrame']): GenerationRequest {
  const { continues: _ended, firstFrame: _former, ...rest } = request;
  return firstFrame === undefined ? rest : { ...rest, firstFrame };
}

/** What stands in the way of all of them: the prompt or an option. Undefined: nothing. */
export function sharedTrouble({ issues }: Composition): string | undefined {
  const trouble = issues.find(({ field, severity }) => field !== 'firstFrame' && severity === 'error');
  return trouble && told(trouble);
}
