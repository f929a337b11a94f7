import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { setFilter } from '../store/acts.ts';
import type { Filter } from '../store/filters.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import type { StateKey } from '../ui/state-word.ts';

const filters: readonly { filter: Filter; word: string; mark?: StateKey }[] = [
  { filter: 'all', word: 'All' },
  { filter: 'running', word: 'Running', mark: 'generating' },
  { filter: 'attention', word: 'Needs attention', mark: 'attention' },
  { filter: 'failed', word: 'Failed', mark: 'failed' },
];

/** Which clips are listed, with how many there are. */
export function FilterRow() {
  const present = useSession((state) => state.filter);
  const total = useSession((state) => state.total);
  const isSearching = useSession(({ search }) => search.trim() !== '');
  const counts = useSession(({ session }) => session?.counts);

  // While a search is on, only the number of hits in the present filter is known.
  function countOf(filter: Filter): number | undefined {
    if (!isSearching) return counts?.[filter];
    return filter === present ? total : undefined;
  }

  return (
    <ToggleButtonGroup
      aria-label="Show"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[present]}
      onSelectionChange={(keys) => {
        const chosen = filters.find(({ filter }) => keys.has(filter));
        if (chosen !== undefined) setFilter(chosen.filter);
      }}
      className="flex h-(--filter-row) shrink-0 items-center gap-0.5 overflow-hidden pr-4 pl-3"
    >
      {filters.map(({ filter, word, mark }) => (
        <ToggleButton
          key={filter}
          id={filter}
          data-tone={mark}
          className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 transition-colors hover:over-hover focus-visible:outline-offset-0 selected:over-press selected:font-medium selected:text-ink-1"
        >
          {mark === undefined ? null : <StateMark state={mark} size={14} className="text-(--c)" />}
          {word}
          <Count count={countOf(filter)} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Count({ count }: { count: number | undefined }) {
  return count === undefined ? null : <span className="text-sm font-normal text-ink-3 tabular-nums">{count}</span>;
}
