import { isIn, type Job } from '../../shared/job.ts';
import { focusWithin } from '../shell/regions.ts';
import { useCollections } from '../store/collections.ts';
import { targetOf, type FocusTarget } from '../store/commands.ts';
import { openExport } from '../store/dialogs.ts';
import { emptyTrash, keep, restore, trash } from '../store/keeping.ts';
import { ask } from '../store/question.ts';
import { mostTakes, openReview } from '../store/review.ts';
import { key, t } from '../texts/index.ts';
import { Folder, LayoutGrid, PackageOpen, Pencil, RotateCcw, Star, Trash2 } from '../ui/icons.ts';
import { keyed, type Command } from './command.ts';

/** What a person adds to clips, and the ways out of the library: one clip or many. */

const ratings = [
  key('No rating'),
  key('Rate 1 star'),
  key('Rate 2 stars'),
  key('Rate 3 stars'),
  key('Rate 4 stars'),
  key('Rate 5 stars'),
];

export function keepingCommands(ids: readonly string[], known: readonly Job[], group: string): Command[] {
  const done = known.filter((job) => isIn(job, 'done'));
  const isFavourite = known.every(({ keeping }) => keeping?.favourite === true);
  const canReview = ids.length > 1 && ids.length <= mostTakes && done.length === ids.length;
  return [
    ...(canReview
      ? [
          {
            id: 'clips-review',
            group,
            title: t('Review side by side'),
            glyph: LayoutGrid,
            run: () => {
              openReview(ids);
            },
          },
        ]
      : []),
    keyed('favourite', { group, glyph: Star, run: () => void keep(ids, { favourite: !isFavourite }) }),
    ...ratings.map((title, rating) => ({
      id: `clip-rating-${rating}`,
      group,
      title: t(title),
      glyph: Star,
      run: () => void keep(ids, { rating }),
    })),
    ...fieldCommands(group),
    ...collectionCommands(ids, known, group),
    ...(done.length === 0
      ? []
      : [
          keyed('export', {
            group,
            glyph: PackageOpen,
            run: () => {
              openExport(ids);
            },
          }),
        ]),
    keyed('trash', { group, glyph: Trash2, run: () => void trash(ids) }),
  ];
}

const fields: readonly { target: FocusTarget; title: string }[] = [
  { target: 'tags', title: key('Add a tag') },
  { target: 'note', title: key('Write a note') },
];

/** Where something is written, the way there. */
function fieldCommands(group: string): Command[] {
  return fields.flatMap(({ target, title }) =>
    targetOf(target) === undefined
      ? []
      : [
          {
            id: `clip-${target}`,
            group,
            title: t(title),
            glyph: Pencil,
            run: () => {
              focusWithin(targetOf(target));
            },
          },
        ],
  );
}

function collectionCommands(ids: readonly string[], known: readonly Job[], group: string): Command[] {
  return useCollections.getState().collections.map(({ id, name }) => {
    const isInside = known.every(({ keeping }) => keeping?.collectionIds.includes(id) === true);
    return {
      id: `clip-collection-${id}`,
      group,
      title: isInside ? t('Take out of {{name}}', { name }) : t('Add to {{name}}', { name }),
      glyph: Folder,
      run: () => void keep(ids, isInside ? { removeFromCollection: id } : { addToCollection: id }),
    };
  });
}

export function trashedCommands(ids: readonly string[], group: string): Command[] {
  return [
    { id: 'clip-restore', group, title: t('Put back'), glyph: RotateCcw, run: () => void restore(ids) },
    {
      id: 'clip-delete',
      group,
      title: t('Delete for good'),
      glyph: Trash2,
      run: () => {
        ask({
          title:
            ids.length === 1 ? t('Delete this clip?') : t('Delete {{count, number}} clips?', { count: ids.length }),
          text: t('Files and records are removed from this computer. That cannot be taken back.'),
          confirm: t('Delete for good'),
          isDanger: true,
          run: () => void emptyTrash(ids),
        });
      },
    },
  ];
}
