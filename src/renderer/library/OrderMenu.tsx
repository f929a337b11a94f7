import { Button } from 'react-aria-components/Button';
import { usualSort, type ClipSort } from '../../shared/clip-query.ts';
import { changeQuery } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Check, ChevronsUpDown } from '../ui/icons.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';

const orders: readonly { name: string; sort: ClipSort }[] = [
  { name: 'Newest first', sort: usualSort },
  { name: 'Oldest first', sort: { by: 'created', descending: false } },
  { name: 'Best rated first', sort: { by: 'rating', descending: true } },
  { name: 'Last finished first', sort: { by: 'finished', descending: true } },
  { name: 'Longest first', sort: { by: 'duration', descending: true } },
  { name: 'Largest file first', sort: { by: 'size', descending: true } },
  { name: 'By prompt', sort: { by: 'prompt', descending: false } },
  { name: 'By provider', sort: { by: 'provider', descending: false } },
  { name: 'By state', sort: { by: 'state', descending: false } },
];

/** In what order the clips stand. */
export function OrderMenu() {
  const sort = useSession(({ query }) => query.sort ?? usualSort);
  const isPresent = (other: ClipSort) => other.by === sort.by && other.descending === sort.descending;
  const present = orders.find((order) => isPresent(order.sort));
  return (
    <Menu
      placement="bottom end"
      trigger={
        <Button
          aria-label={`Order: ${present?.name ?? 'By a column'}`}
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 transition-colors hover:over-hover pressed:over-press @max-[780px]:[&>span]:sr-only"
        >
          <span>{present?.name ?? 'By a column'}</span>
          <ChevronsUpDown size={14} aria-hidden />
        </Button>
      }
    >
      {orders.map(({ name, sort: own }) => (
        <MenuItem
          key={name}
          name={name}
          glyph={isPresent(own) ? <Check size={16} aria-hidden /> : <span className="block w-4" />}
          onAction={() => {
            changeQuery({ sort: own === usualSort ? undefined : own });
          }}
        />
      ))}
    </Menu>
  );
}
