import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { setQuery } from '../store/acts.ts';
import { findsAll } from '../store/belongs.ts';
import { presetOf, presets, type PresetKey } from '../store/presets.ts';
import { useSession, type SessionState } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { OrderMenu } from './OrderMenu.tsx';
import { ViewSwitch } from './ViewSwitch.tsx';
import { t } from '../texts/index.ts';
import { number } from '../texts/format.ts';

/** Which clips are listed: the usual choices with their numbers, all others behind "Filters"; then how they are shown. */
export function FilterRow() {
  // Not the whole query: this row must not be drawn anew with each letter of a search.
  const present = useSession(({ query }) => presetOf(query));
  const isOther = useSession(({ query }) => presetOf(query) === undefined && !findsAll(query));
  return (
    <div className="@container shrink-0">
      <div className="flex h-(--filter-row) items-center gap-1 px-3">
        <ToggleButtonGroup
          aria-label={t('Show')}
          selectionMode="single"
          selectedKeys={present === undefined ? [] : [present]}
          onSelectionChange={(keys) => {
            const chosen = presets.find(({ key }) => keys.has(key)) ?? presets[0];
            const { search, sort } = useSession.getState().query;
            setQuery({ search, sort, ...chosen?.query });
          }}
          className="flex min-w-0 flex-1 items-center gap-0.5 overflow-hidden"
        >
          {presets.map(({ key, word, mark, glyph: Glyph }) => (
            <ToggleButton
              key={key}
              id={key}
              data-tone={mark}
              className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 transition-colors hover:over-hover focus-visible:outline-offset-0 selected:over-press selected:font-medium selected:text-ink-1"
            >
              {mark === undefined ? null : <StateMark state={mark} size={14} className="text-(--c)" />}
              {Glyph === undefined ? null : <Glyph size={14} aria-hidden />}
              <span className={key === 'all' || key === present ? '' : '@max-[700px]:sr-only'}>{t(word)}</span>
              <Count of={key} />
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <FilterMenu isOn={isOther} />
        <OrderMenu />
        <ViewSwitch />
      </div>
    </div>
  );
}

function Count({ of }: { of: PresetKey }) {
  const count = useSession((state) => countOf(of, state));
  return count === undefined ? null : (
    <span className="text-sm font-normal text-ink-3 tabular-nums">{number(count)}</span>
  );
}

/** While a search is on, only the number of hits in the present choice is known. */
function countOf(key: PresetKey, { query, order, session }: SessionState): number | undefined {
  const isSearching = (query.search ?? '').trim() !== '';
  if (!isSearching && key !== 'favourite') return session?.counts[key];
  return key === presetOf(query) ? order.length : undefined;
}
