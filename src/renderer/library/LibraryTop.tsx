import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { setSearch } from '../store/acts.ts';
import { focusTarget, openSettings } from '../store/commands.ts';
import { useSession } from '../store/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Keys, modifier } from '../ui/Keys.tsx';
import { Search, SlidersHorizontal, X } from '../ui/icons.ts';

const searchRef = focusTarget('search');

/** The search over all clips and the way to the settings. */
export function LibraryTop() {
  const search = useSession(({ query }) => query.search ?? '');
  return (
    <div className="flex h-(--top-row) shrink-0 items-center gap-2 pr-3 pl-5">
      <SearchField
        aria-label="Search clips"
        value={search}
        onChange={setSearch}
        className="max-w-[380px] min-w-0 flex-1"
      >
        <Group className="flex h-8 items-center gap-2 rounded-control pr-2 pl-2.5 text-ink-3 field-frame">
          <Search size={16} aria-hidden className="shrink-0" />
          <Input
            ref={searchRef}
            placeholder="Search clips"
            className="h-full min-w-0 flex-1 bg-transparent text-ink-1 outline-none [&::-webkit-search-cancel-button]:hidden"
          />
          {search === '' ? (
            <Keys>{modifier === '⌘' ? '⌘ F' : 'Ctrl F'}</Keys>
          ) : (
            <Button
              aria-label="Clear search"
              className="grid size-6 place-items-center rounded-token text-ink-2 hover:over-hover pressed:over-press"
            >
              <X size={14} aria-hidden />
            </Button>
          )}
        </Group>
      </SearchField>
      <span className="flex-1" />
      <IconButton
        name="Settings"
        onPress={() => {
          openSettings();
        }}
      >
        <SlidersHorizontal size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
