import type { ClipQuery } from '../../shared/clip-query.ts';
import { Star, type LucideIcon } from '../ui/icons.ts';
import type { StateKey } from '../ui/state-word.ts';
import { key } from '../texts/index.ts';

/** The choices that are always at hand above the clips. */

export type PresetKey = 'all' | 'running' | 'attention' | 'failed' | 'favourite';

export interface Preset {
  key: PresetKey;
  /** For `t`. */
  word: string;
  query: Pick<ClipQuery, 'states' | 'favourite'>;
  mark?: StateKey;
  glyph?: LucideIcon;
}

export const presets: readonly Preset[] = [
  { key: 'all', word: key('All'), query: {} },
  {
    key: 'running',
    word: key('Running'),
    query: { states: ['queued', 'submitting', 'waiting', 'downloading'] },
    mark: 'generating',
  },
  { key: 'attention', word: key('Needs attention'), query: { states: ['unknown'] }, mark: 'attention' },
  { key: 'failed', word: key('Failed'), query: { states: ['failed'] }, mark: 'failed' },
  { key: 'favourite', word: key('Favourites'), query: { favourite: true }, glyph: Star },
];

/** The choice that a query is, whatever it searches for and in whatever order; undefined when it asks for something else. */
export function presetOf({ search: _search, sort: _sort, ...query }: ClipQuery): PresetKey | undefined {
  return keysByQuery.get(wordOf(query));
}

function wordOf(query: object): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(said.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const keysByQuery = new Map(presets.map((preset) => [wordOf(preset.query), preset.key]));
