import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { ClipFacets } from '../../shared/clip-query.ts';
import { setQuery } from '../store/acts.ts';
import { useFacets } from '../store/facets.ts';
import { useSession } from '../store/session.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { ListFilter } from '../ui/icons.ts';
import { FacetGroups } from './FacetGroups.tsx';
import { SavedSearches } from './SavedSearches.tsx';
import { t } from '../texts/index.ts';

/** The button "Filters" and what it opens: saved searches, and every choice with its number. */
export function FilterMenu({ isOn }: { isOn: boolean }) {
  return (
    <DialogTrigger>
      <Button
        className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 transition-colors hover:over-hover pressed:over-press @max-[780px]:[&>span]:sr-only ${isOn ? 'over-press font-medium text-ink-1' : 'text-ink-2'}`}
      >
        <ListFilter size={16} aria-hidden />
        <span>{t('Filters')}</span>
      </Button>
      <Popover
        // The trigger would name this box too, which has no role; the dialog inside has the name.
        // oxlint-disable-next-line jsx-a11y/aria-proptypes -- only an empty value keeps the trigger's from being set
        aria-labelledby=""
        placement="bottom end"
        offset={8}
        className="w-[min(560px,calc(100vw-32px))] overflow-auto rounded-pop bg-surface-3 shadow-pop outline-none pop-motion"
      >
        <Dialog aria-label={t('Filters')} className="outline-none">
          <Choices />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Which tags and models there are comes with the numbers: choices drawn before would move away under the pointer. */
function Choices() {
  const read = useFacets();
  return (
    <div className="flex flex-col gap-3 p-4">
      <SavedSearches />
      {read === undefined ? (
        <p role="status" className="grid h-64 place-items-center text-ink-3">
          {t('Being read')}
        </p>
      ) : (
        <>
          <FacetGroups facets={read.facets} />
          <Foot facets={read.facets} />
        </>
      )}
    </div>
  );
}

/** How many are found, and the way back to all. */
function Foot({ facets }: { facets: ClipFacets | undefined }) {
  const { search, sort } = useSession((state) => state.query);
  return (
    <div className="flex items-center justify-between text-sm text-ink-3">
      <span role="status">
        {facets === undefined
          ? ''
          : t('{{found, number}} of {{count, number}} clips', { found: facets.total, count: facets.all })}
      </span>
      <TextLink
        onPress={() => {
          setQuery({ search, sort });
        }}
      >
        {t('Clear filters')}
      </TextLink>
    </div>
  );
}
