import type { ProviderView } from '../../shared/contract.ts';
import type { SettingsPatch } from '../../shared/settings.ts';

/** What to send to `settings.update` for one change. A value that is the default is taken away (`null`). Pure. */

export function baseUrlPatch(
  { id, defaultBaseUrl }: Pick<ProviderView, 'id' | 'defaultBaseUrl'>,
  text: string,
): SettingsPatch {
  const url = text.trim().replace(/\/+$/, '');
  return { providers: { [id]: { baseUrl: url === '' || url === defaultBaseUrl ? null : url } } };
}

/** An emptied field (`NaN`) goes back to the default. */
export function concurrentClipsPatch(
  { id, defaultConcurrentClips }: Pick<ProviderView, 'id' | 'defaultConcurrentClips'>,
  count: number,
): SettingsPatch {
  const isDefault = Number.isNaN(count) || count === defaultConcurrentClips;
  return { providers: { [id]: { concurrentClips: isDefault ? null : count } } };
}

export function libraryFolderPatch(text: string): SettingsPatch {
  const folder = text.trim();
  return { libraryFolder: folder === '' ? null : folder };
}

/** The limits of `settingsPatchSchema`. */
export const fewestClips = 1;
export const mostClips = 50;

/** A typed number, brought into its limits; `NaN` for an empty field. */
export function countFrom(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return NaN;
  return Math.min(mostClips, Math.max(fewestClips, Math.round(Number(trimmed))));
}
