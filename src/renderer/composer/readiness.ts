import type { ProviderView } from '../../shared/contract.ts';
import type { Field } from '../../shared/validate.ts';
import type { SessionState } from '../store/session.ts';
import type { Upload } from '../store/draft.ts';
import { hasKey } from '../store/draft-rules.ts';
import type { Composition } from './composition.ts';
import { key, t } from '../texts/index.ts';
import { listOf } from '../texts/format.ts';

/** Whether Generate can go, and if not, what is missing: the line above the button. */
export type Readiness =
  | { can: true }
  /** `addKeyFor`: the text is a link that opens the settings of this provider. `field`: where to look first. */
  | { can: false; text: string; addKeyFor?: ProviderView; field?: Field };

const fieldWords: Record<Field, string> = {
  prompt: key('the prompt'),
  firstFrame: key('the picture'),
  provider: key('the provider'),
  model: key('the model'),
  duration: key('the duration'),
  resolution: key('the resolution'),
  callbackUrl: key('the callback URL'),
  flags: key('the switches'),
};

export interface Circumstances {
  connection: SessionState['connection'];
  upload: Upload['state'];
  sending: boolean;
  /** A newer version has written this library. */
  readOnly: boolean;
}

export function readinessOf(
  { provider, request, issues }: Composition,
  { connection, upload, sending, readOnly }: Circumstances,
): Readiness {
  if (sending) return { can: false, text: t('Handing it over') };
  if (readOnly) return { can: false, text: t('This library is only shown') };
  if (connection !== 'open') return { can: false, text: t('Waiting for Conch to answer') };
  if (!hasKey(provider))
    return { can: false, text: t('Add a key for {{provider}}', { provider: provider.name }), addKeyFor: provider };
  if (isAtWork(upload)) return { can: false, text: t('Reading the picture') };
  const fields = issues.filter(({ severity }) => severity === 'error').map(({ field }) => field);
  if (upload === 'failed') fields.push('firstFrame');
  const wrong = [...new Set(fields)];
  const [first] = wrong;
  if (first === undefined) return { can: true };
  if (wrong.length === 1 && first === 'prompt' && request.prompt.trim() === '')
    return { can: false, text: t('Write a prompt'), field: first };
  const named = listOf(wrong.map((field) => t(fieldWords[field])));
  return {
    can: false,
    text: t('{{count}} things to fix: {{fields}}', { count: wrong.length, fields: named }),
    field: first,
  };
}

/** The picture is not yet what would be sent. */
export function isAtWork(upload: Upload['state']): boolean {
  return upload === 'examining' || upload === 'preparing' || upload === 'editing';
}
