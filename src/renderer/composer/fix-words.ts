import type { Fix } from '../../shared/validate.ts';
import { told } from '../texts/told.ts';

/** What stands on the button of a fix. */
export function fixLabel({ label, said }: Pick<Fix, 'label' | 'said'>): string {
  return told({ message: label, said });
}
