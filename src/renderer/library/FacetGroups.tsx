import type { ClipFacets } from '../../shared/clip-query.ts';
import { changeQuery } from '../store/acts.ts';
import { useCollections } from '../store/collections.ts';
import { useSession } from '../store/session.ts';
import { CheckRow } from '../ui/CheckRow.tsx';
import { choiceGroups } from './facet-choices.ts';
import { MadeBetween } from './MadeBetween.tsx';

/** All filters, each with how many clips it would leave. */
export function FacetGroups({ facets }: { facets: ClipFacets | undefined }) {
  const query = useSession((state) => state.query);
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const collections = useCollections(({ collections: all }) => all);
  const groups = choiceGroups(query, facets, { providers, collections });
  return (
    <div className="columns-2 gap-6 max-[700px]:columns-1">
      {groups.map(({ name, choices }) => (
        <fieldset key={name} className="mb-3 min-w-0 break-inside-avoid">
          <legend className="field-label mb-1 px-1.5">{name}</legend>
          <div className="max-h-[228px] overflow-y-auto">
            {choices.map((choice) => (
              <CheckRow
                key={choice.name}
                isSelected={choice.isChosen}
                count={choice.count}
                onChange={() => {
                  changeQuery(choice.change);
                }}
              >
                {choice.name}
              </CheckRow>
            ))}
          </div>
        </fieldset>
      ))}
      <MadeBetween />
    </div>
  );
}
