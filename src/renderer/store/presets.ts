import type { ClipQuery } from '../../shared/clip-query.ts';
import { Star, type LucideIcon } from '../ui/icons.ts';
import type { StateKey } from '../ui/state-word.ts';

/** The choices that are always at hand above the clips. */

export type PresetKey = 'all' | 'running' | 'attention' | 'failed' | 'favourite';

export interface Preset {
  key: PresetKey;
  word: string;
  query: Pick<ClipQuery, 'states' | 'favourite'>;
  mark?: StateKey;
  glyph?: LucideIcon;
}

export const presets: readonly Preset[] = [
  { key: 'all', word: 'All', query: {} },
  {
    key: 'running',
    word: 'Running',
    query: { states: ['queued', 'submitting', 'waiting', 'downloading'] },
    mark: 'generating',
  },
  { key: 'attention', word: 'Needs attention', query: { states: ['unknown'] }, mark: 'attention' },
  { key: 'failed', word: 'Failed', query: { states: ['failed'] }, mark: 'failed' },
  { key: 'favourite', word: 'Favourites', query: { favourite: true }, glyph: Star },
];

/** The choice that a query is, whatever it searches for and in whatever order; undefined when it asks for something else. */
export function presetOf({ search: _search, sort: _sort, ...query }: ClipQuery): PresetKey | undefined {
  const asked = wordOf(query);
  return presets.find((preset) => wordOf(preset.query) === asked)?.key;
}

function wordOf(query: object): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(said.sort(([one], [other]) => one.localeCompare(other)));
}
