import type { Job } from '../../shared/job.ts';
import { CollectionsMenu } from './CollectionsMenu.tsx';
import { FavouriteButton } from './FavouriteButton.tsx';
import { NoteField } from './NoteField.tsx';
import { RatingField } from './RatingField.tsx';
import { sharedKeeping } from './shared-keeping.ts';
import { TagsField } from './TagsField.tsx';

/** What the person adds to a clip: star, rating, tags, collections, a note. */
export function KeepingFields({ job }: { job: Job }) {
  const { isFavourite, rating, tags, collectionIds } = sharedKeeping([job]);
  const ids = [job.id];
  return (
    <div className="flex flex-col gap-2.5">
      <div className="-mx-2 flex flex-wrap items-center justify-between">
        <FavouriteButton ids={ids} isFavourite={isFavourite} />
        <RatingField ids={ids} rating={rating} />
      </div>
      <TagsField ids={ids} tags={tags} />
      <div className="-mx-2">
        <CollectionsMenu ids={ids} inAll={collectionIds} />
      </div>
      <NoteField id={job.id} note={job.keeping?.note ?? ''} />
    </div>
  );
}
