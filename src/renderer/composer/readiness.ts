import type { ProviderView } from '../../shared/contract.ts';
import type { Field } from '../../shared/validate.ts';
import type { SessionState } from '../store/session.ts';
import type { Upload } from '../store/draft.ts';
import { hasKey } from '../store/draft-rules.ts';
import type { Composition } from './composition.ts';

/** Whether Generate can go, and if not, what is missing: the line above the button. */
export type Readiness =
  | { can: true }
  /** `addKeyFor`: the text is a link that opens the settings of this provider. `field`: where to look first. */
  | { can: false; text: string; addKeyFor?: ProviderView; field?: Field };

const fieldWords: Record<Field, string> = {
  prompt: 'the prompt',
  firstFrame: 'the picture',
  provider: 'the provider',
  model: 'the model',
  duration: 'the duration',
  resolution: 'the resolution',
  callbackUrl: 'the callback URL',
  flags: 'the switches',
};

export interface Circumstances {
  connection: SessionState['connection'];
  upload: Upload['state'];
  sending: boolean;
}

export function readinessOf(
  { provider, request, issues }: Composition,
  { connection, upload, sending }: Circumstances,
): Readiness {
  if (sending) return { can: false, text: 'Handing it over' };
  if (connection !== 'open') return { can: false, text: 'Waiting for Conch to answer' };
  if (!hasKey(provider)) return { can: false, text: `Add a key for ${provider.name}`, addKeyFor: provider };
  if (isAtWork(upload)) return { can: false, text: 'Reading the picture' };
  const fields = issues.filter(({ severity }) => severity === 'error').map(({ field }) => field);
  if (upload === 'failed') fields.push('firstFrame');
  const wrong = [...new Set(fields)];
  const [first] = wrong;
  if (first === undefined) return { can: true };
  if (wrong.length === 1 && first === 'prompt' && request.prompt.trim() === '')
    return { can: false, text: 'Write a prompt', field: first };
  const things = wrong.length === 1 ? '1 thing' : `${wrong.length} things`;
  return { can: false, text: `${things} to fix: ${wrong.map((field) => fieldWords[field]).join(', ')}`, field: first };
}

/** The picture is not yet what would be sent. */
export function isAtWork(upload: Upload['state']): boolean {
  return upload === 'examining' || upload === 'preparing' || upload === 'editing';
}
