import { Button } from 'react-aria-components/Button';
import { usualSort, type ClipSort } from '../../shared/clip-query.ts';
import { changeQuery } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Check, ChevronsUpDown } from '../ui/icons.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { orders } from './orders.ts';
import { key, t } from '../texts/index.ts';

/** In what order the clips stand. */
export function OrderMenu() {
  const sort = useSession(({ query }) => query.sort ?? usualSort);
  const isPresent = (other: ClipSort) => other.by === sort.by && other.descending === sort.descending;
  const present = t(orders.find((order) => isPresent(order.sort))?.name ?? key('By a column'));
  return (
    <Menu
      placement="bottom end"
      trigger={
        <Button
          aria-label={t('Order: {{order}}', { order: present })}
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 transition-colors hover:over-hover pressed:over-press @max-[780px]:[&>span]:sr-only"
        >
          <span>{present}</span>
          <ChevronsUpDown size={14} aria-hidden />
        </Button>
      }
    >
      {orders.map(({ name, sort: own }) => (
        <MenuItem
          key={name}
          name={t(name)}
          glyph={isPresent(own) ? <Check size={16} aria-hidden /> : <span className="block w-4" />}
          onAction={() => {
            changeQuery({ sort: own === usualSort ? undefined : own });
          }}
        />
      ))}
    </Menu>
  );
}
