import { ToggleButton } from 'react-aria-components/ToggleButton';
import { keep } from '../store/keeping.ts';
import { Star } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

/** The star: on for all of these clips, or off. */
export function FavouriteButton({ ids, isFavourite }: { ids: readonly string[]; isFavourite: boolean }) {
  return (
    <ToggleButton
      isSelected={isFavourite}
      onChange={(favourite) => void keep(ids, { favourite })}
      className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 font-medium text-ink-2 transition-colors hover:over-hover pressed:over-press selected:text-ink-1"
    >
      {({ isSelected }) => (
        <>
          <Star size={16} aria-hidden fill={isSelected ? 'currentColor' : 'none'} />
          {t('Favourite')}
        </>
      )}
    </ToggleButton>
  );
}
