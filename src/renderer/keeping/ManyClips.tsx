import { isIn } from '../../shared/job.ts';
import { isInTrash } from '../store/belongs.ts';
import { emptyTrash, restore, trash } from '../store/keeping.ts';
import { mostTakes, openReview } from '../store/review.ts';
import { select } from '../store/selecting.ts';
import { media, useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Trash2, X } from '../ui/icons.ts';
import { ExportButton } from '../work/ExportButton.tsx';
import { CollectionsMenu } from './CollectionsMenu.tsx';
import { DeleteForGood } from './DeleteForGood.tsx';
import { FavouriteButton } from './FavouriteButton.tsx';
import { RatingField } from './RatingField.tsx';
import { sharedKeeping } from './shared-keeping.ts';
import { TagsField } from './TagsField.tsx';
import { t } from '../texts/index.ts';
import { clipsText } from '../library/measures.ts';

/** More are counted, but not drawn. */
const mostPosters = 12;

/** In place of one clip: what can be done with all that are chosen. */
export function ManyClips() {
  const marked = useSession((state) => state.marked);
  const jobs = useSession((state) => state.jobs);
  const ids = [...marked];
  // Those of pages that have not been read are not known here; the acts reach them all the same.
  const known = ids.flatMap((id) => jobs.get(id) ?? []);
  const { isFavourite, rating, tags, collectionIds } = sharedKeeping(known);
  const areInTrash = known.length > 0 && known.every(isInTrash);
  const canReview = ids.length <= mostTakes && known.length === ids.length && known.every((job) => isIn(job, 'done'));
  const posters = known.filter((job) => isIn(job, 'done') && job.progress.asset.poster).slice(0, mostPosters);
  return (
    <section
      aria-label={t('Chosen clips')}
      className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto bg-surface-1 p-4"
    >
      <div className="flex items-center justify-between">
        <h2 className="text-lg font-semibold tabular-nums">{clipsText(ids.length)}</h2>
        <IconButton
          name={t('Close')}
          onPress={() => {
            select(undefined);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {posters.length === 0 ? null : (
        <div aria-hidden className="grid grid-cols-4 gap-1.5">
          {posters.map(({ id }) => (
            <img
              key={id}
              src={media('posters', id)}
              alt=""
              className="aspect-video w-full rounded-token bg-well object-cover"
            />
          ))}
        </div>
      )}
      {areInTrash ? (
        <div className="flex flex-wrap gap-1.5">
          <Button className="flex-1" onPress={() => void restore(ids)}>
            {t('Put back')}
          </Button>
          <DeleteForGood count={ids.length} onConfirm={() => void emptyTrash(ids)} />
        </div>
      ) : (
        <>
          <div className="-mx-2 flex flex-wrap items-center justify-between">
            <FavouriteButton ids={ids} isFavourite={isFavourite} />
            <RatingField ids={ids} rating={rating} />
          </div>
          <TagsField ids={ids} tags={tags} />
          <div className="-mx-2">
            <CollectionsMenu ids={ids} inAll={collectionIds} />
          </div>
          <div className="flex flex-wrap gap-1.5">
            {canReview ? (
              <Button
                className="flex-1"
                onPress={() => {
                  openReview(ids);
                }}
              >
                {t('Review side by side')}
              </Button>
            ) : null}
            <ExportButton ids={ids} className="flex-1" />
          </div>
          <div className="-mx-2">
            <Button variant="danger" onPress={() => void trash(ids)}>
              <Trash2 size={16} aria-hidden />
              {t('Move to the trash')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
