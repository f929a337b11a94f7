import type { Said } from '../../shared/sentence.ts';
import { paragraph } from './format.ts';
import { t } from './index.ts';

/** What the core says, in the person's language; records of older versions have only the English. */
export function told({ message, said }: { message: string; said?: Said['said'] | undefined }): string {
  if (said === undefined || said.length === 0) return t(message);
  return paragraph(...said.map(({ template, values }) => t(template, values)));
}
