import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { keep } from '../store/keeping.ts';
import { Star, X } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

const stars = [1, 2, 3, 4, 5] as const;

/** One to five stars, or none. `rating` is undefined where the clips differ. */
export function RatingField({ ids, rating }: { ids: readonly string[]; rating: number | undefined }) {
  return (
    <RadioGroup
      aria-label={t('Rating')}
      orientation="horizontal"
      value={rating === undefined ? null : String(rating)}
      onChange={(value) => void keep(ids, { rating: Number(value) })}
      className="group flex items-center"
    >
      {stars.map((star) => (
        <Radio
          key={star}
          value={String(star)}
          aria-label={t('{{count}} stars', { count: star })}
          className="input-over-control relative grid size-7 place-items-center rounded-control text-ink-2 hover:over-hover focus-visible:outline-2 focus-visible:outline-focus"
        >
          <Star size={16} aria-hidden fill={star <= (rating ?? 0) ? 'currentColor' : 'none'} />
        </Radio>
      ))}
      <Radio
        value="0"
        aria-label={t('No rating')}
        className={`input-over-control relative grid size-7 place-items-center rounded-control text-ink-3 hover:over-hover focus-visible:outline-2 focus-visible:outline-focus ${rating === 0 ? 'opacity-0 focus-visible:opacity-100' : ''}`}
      >
        <X size={14} aria-hidden />
      </Radio>
    </RadioGroup>
  );
}
