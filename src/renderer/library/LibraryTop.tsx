import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { setSearch } from '../store/acts.ts';
import { focusTarget, openSettings, showPalette } from '../store/commands.ts';
import { QueueButton } from '../queue/QueueButton.tsx';
import { openSpending } from '../store/screen.ts';
import { useSession } from '../store/session.ts';
import { Button as WordButton } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Keys, modifier } from '../ui/Keys.tsx';
import { Search, SlidersHorizontal, Wallet, X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

const searchRef = focusTarget('search');

/** The search over all clips and the way to the settings. */
export function LibraryTop() {
  const search = useSession(({ query }) => query.search ?? '');
  return (
    <div className="@container shrink-0">
      <div className="flex h-(--top-row) items-center gap-2 ps-5 pe-3">
        <SearchField
          aria-label={t('Search clips')}
          value={search}
          onChange={setSearch}
          className="max-w-[380px] min-w-[150px] flex-1000"
        >
          <Group className="flex h-8 items-center gap-2 rounded-control ps-2.5 pe-2 text-ink-3 field-frame">
            <Search size={16} aria-hidden className="shrink-0" />
            <Input
              ref={searchRef}
              placeholder={t('Search clips')}
              className="h-full min-w-0 flex-1 bg-transparent text-ink-1 outline-none [&::-webkit-search-cancel-button]:hidden"
            />
            {search === '' ? (
              <span className="@max-[720px]:hidden">
                <Keys>{`${modifier} F`}</Keys>
              </span>
            ) : (
              <Button
                aria-label={t('Clear search')}
                className="grid size-6 place-items-center rounded-token text-ink-2 hover:over-hover pressed:over-press"
              >
                <X size={14} aria-hidden />
              </Button>
            )}
          </Group>
        </SearchField>
        <span className="flex-1" />
        <CommandsButton />
        <QueueButton />
        <IconButton name={t('Spending')} onPress={openSpending}>
          <Wallet size={16} aria-hidden />
        </IconButton>
        <IconButton
          name={t('Settings')}
          onPress={() => {
            openSettings();
          }}
        >
          <SlidersHorizontal size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

/** For those who have not found the key yet. */
function CommandsButton() {
  return (
    <WordButton
      variant="quiet"
      onPress={() => {
        showPalette(true);
      }}
    >
      <span className="@max-[720px]:sr-only">{t('Commands')}</span> <Keys>{`${modifier} K`}</Keys>
    </WordButton>
  );
}
