import { priorities } from '../../shared/queue-place.ts';
import { clipsText } from '../library/measures.ts';
import { cancelQueued, pauseQueue, prioritize, resumeQueue } from '../store/queue-acts.ts';
import { markQueued, useQueue } from '../store/queue.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, ChevronsUpDown, Pause, Play, X } from '../ui/icons.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { moveClips } from './moving.ts';
import { priorityNames } from './queue-words.ts';

/** The acts on the chosen clips. Without a choice it says how to make one, so that nothing jumps when there is one. */
export function QueueToolbar() {
  const marked = useQueue((state) => state.marked);
  const total = useQueue(({ order }) => order.length);
  const areAllPaused = useQueue(({ jobs }) => [...marked].every((id) => jobs.get(id)?.place?.paused === true));
  if (total === 0) return null;
  const ids = [...marked];
  const part = { what: 'clips', ids } as const;
  return (
    <div
      role="toolbar"
      aria-label={t('Acts on the chosen clips')}
      className="flex h-11 shrink-0 items-center gap-1 overflow-x-auto px-5 text-sm text-ink-3"
    >
      {ids.length === 0 ? (
        <p className="truncate">{t('Choose clips to move them, hold them back or cancel them; or drag them.')}</p>
      ) : (
        <>
          <span role="status" className="me-1 shrink-0 text-ink-1 tabular-nums">
            {t('{{clips}} chosen', { clips: clipsText(ids.length) })}
          </span>
          <IconButton name={t('Put first')} onPress={() => void moveClips(marked, 'first')}>
            <ArrowUpToLine size={16} aria-hidden />
          </IconButton>
          <IconButton name={t('Move up')} onPress={() => void moveClips(marked, 'up')}>
            <ArrowUp size={16} aria-hidden />
          </IconButton>
          <IconButton name={t('Move down')} onPress={() => void moveClips(marked, 'down')}>
            <ArrowDown size={16} aria-hidden />
          </IconButton>
          <IconButton name={t('Put last')} onPress={() => void moveClips(marked, 'last')}>
            <ArrowDownToLine size={16} aria-hidden />
          </IconButton>
          <Menu
            trigger={
              <Button variant="quiet">
                {t('Priority')}
                <ChevronsUpDown size={14} aria-hidden />
              </Button>
            }
          >
            {priorities.map((priority) => (
              <MenuItem
                key={priority}
                name={t(priorityNames[priority])}
                onAction={() => void prioritize(ids, priority)}
              />
            ))}
          </Menu>
          <Button variant="quiet" onPress={() => void (areAllPaused ? resumeQueue(part) : pauseQueue(part))}>
            {areAllPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
            {areAllPaused ? t('Resume') : t('Pause')}
          </Button>
          <Button variant="danger" onPress={() => void cancelQueued(part)}>
            {t('Cancel')}
          </Button>
          <span className="flex-1" />
          <IconButton
            name={t('Choose none')}
            onPress={() => {
              markQueued([]);
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}
