import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { setQuery } from '../store/acts.ts';
import { findsAll } from '../store/belongs.ts';
import { presetOf, presets, type PresetKey } from '../store/presets.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { OrderMenu } from './OrderMenu.tsx';
import { ViewSwitch } from './ViewSwitch.tsx';

/** Which clips are listed: the usual choices with their numbers, all others behind "Filters"; then how they are shown. */
export function FilterRow() {
  const query = useSession((state) => state.query);
  const total = useSession(({ order }) => order.length);
  const counts = useSession(({ session }) => session?.counts);
  const present = presetOf(query);
  const isSearching = (query.search ?? '').trim() !== '';

  // While a search is on, only the number of hits in the present choice is known.
  function countOf(key: PresetKey): number | undefined {
    if (key === present && (isSearching || key === 'favourite')) return total;
    return isSearching || key === 'favourite' ? undefined : counts?.[key];
  }

  return (
    <div className="@container shrink-0">
      <div className="flex h-(--filter-row) items-center gap-1 pr-3 pl-3">
        <ToggleButtonGroup
          aria-label="Show"
          selectionMode="single"
          selectedKeys={present === undefined ? [] : [present]}
          onSelectionChange={(keys) => {
            const chosen = presets.find(({ key }) => keys.has(key)) ?? presets[0];
            const { search, sort } = query;
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
              <span className={key === 'all' || key === present ? '' : '@max-[700px]:sr-only'}>{word}</span>
              <Count count={countOf(key)} />
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <FilterMenu isOn={present === undefined && !findsAll(query)} />
        <OrderMenu />
        <ViewSwitch />
      </div>
    </div>
  );
}

function Count({ count }: { count: number | undefined }) {
  return count === undefined ? null : (
    <span className="text-sm font-normal text-ink-3 tabular-nums">{count.toLocaleString()}</span>
  );
}
