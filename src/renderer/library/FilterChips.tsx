import { changeQuery } from '../store/acts.ts';
import { presetOf } from '../store/presets.ts';
import { useCollections } from '../store/collections.ts';
import { useSession } from '../store/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { choiceGroups, chosenIn, type Change } from './facet-choices.ts';
import { dayText } from './named-day.ts';
import { day } from '../texts/format.ts';
import { t } from '../texts/index.ts';

/** What the list leaves out, each with a cross; nothing where one of the usual choices says it already. */
export function FilterChips() {
  const query = useSession((state) => state.query);
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const collections = useCollections((state) => state.collections);
  if (presetOf(query) !== undefined) return null;
  const chips: { name: string; change: Change }[] = chosenIn(
    choiceGroups(query, undefined, { providers, collections }),
  );
  const { createdFromAt, createdBeforeAt } = query;
  if (createdFromAt !== undefined)
    chips.push({ name: t('From {{day}}', { day: day(dayText(createdFromAt)) }), change: { createdFromAt: undefined } });
  if (createdBeforeAt !== undefined)
    chips.push({
      name: t('To {{day}}', { day: day(dayText(createdBeforeAt - 1)) }),
      change: { createdBeforeAt: undefined },
    });
  return (
    <ul aria-label={t('Filters in force')} className="flex shrink-0 flex-wrap gap-1.5 px-5 pb-2">
      {chips.map(({ name, change }) => (
        <li key={name} className="flex h-6 items-center gap-1 rounded-token bg-accent-soft ps-2 text-sm">
          {name}
          <IconButton
            name={t('Without {{filter}}', { filter: name })}
            size={24}
            onPress={() => {
              changeQuery(change);
            }}
          >
            <X size={12} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
