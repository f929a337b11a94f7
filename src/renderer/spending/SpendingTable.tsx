import type { Sum } from '../../shared/estimate.ts';
import type { Tally } from '../../shared/spending.ts';
import { clipsText } from '../library/measures.ts';
import { sumText } from '../money/sum-words.ts';
import { number } from '../texts/format.ts';
import { key, t } from '../texts/index.ts';

export interface TallyRow {
  id: string;
  name: string;
  tally: Tally;
}

type CountName = 'sent' | 'running' | 'done' | 'failed' | 'unclear' | 'charged' | 'notCharged' | 'chargeUnknown';
type SumName = 'told' | 'toldExpected' | 'estimated' | 'doubtful';

/** From left to right; what is asked for most stands where it is seen without scrolling. `head`: to be said by `t`. */
const columns: readonly ({ count: CountName; head: string } | { sum: SumName; head: string })[] = [
  { count: 'sent', head: key('Requests') },
  { count: 'done', head: key('Done') },
  { count: 'failed', head: key('Failed') },
  { sum: 'told', head: key('True cost') },
  { sum: 'toldExpected', head: key('Estimated for the same') },
  { sum: 'estimated', head: key('Estimated') },
  { sum: 'doubtful', head: key('In doubt') },
  { count: 'charged', head: key('Charged') },
  { count: 'notCharged', head: key('Not charged') },
  { count: 'chargeUnknown', head: key('Charge unknown') },
  { count: 'unclear', head: key('Unclear') },
  { count: 'running', head: key('On their way') },
];

export interface SpendingTableProps {
  /** What the rows are. */
  head: string;
  rows: readonly TallyRow[];
  total: Tally;
}

/** What became of the requests and what is known of their cost, row by row. */
export function SpendingTable({ head, rows, total }: SpendingTableProps) {
  return (
    <div
      role="region"
      aria-label={t('Spending, {{head}}', { head })}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a table wider than the window is scrolled by the keyboard too
      tabIndex={0}
      className="min-w-0 shrink-0 overflow-x-auto rounded-control border border-line focus-visible:outline-2 focus-visible:outline-focus"
    >
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b border-line text-ink-3">
            <th scope="col" className="sticky start-0 bg-surface-0 px-3 py-1.5 text-start align-bottom font-medium">
              {head}
            </th>
            {columns.map(({ head: title }) => (
              <th key={title} scope="col" className="px-1.5 py-1.5 text-end align-bottom font-medium last:pe-3">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody data-selectable>
          {rows.map((row) => (
            <Row key={row.id} name={row.name} tally={row.tally} />
          ))}
        </tbody>
        <tfoot className="border-t border-line font-medium">
          <Row name={t('All together')} tally={total} />
        </tfoot>
      </table>
    </div>
  );
}

function Row({ name, tally }: { name: string; tally: Tally }) {
  return (
    <tr className="border-t border-line first:border-t-0">
      <th
        scope="row"
        dir="auto"
        className="sticky start-0 max-w-56 truncate bg-surface-0 px-3 py-1.5 text-start align-top font-normal"
      >
        {name}
      </th>
      {columns.map((column) => (
        <td
          key={column.head}
          className={`px-1.5 py-1.5 text-end align-top last:pe-3 ${'count' in column && tally[column.count] === 0 ? 'text-ink-3' : ''}`}
        >
          {'count' in column ? number(tally[column.count]) : <SumCell sum={tally[column.sum]} />}
        </td>
      ))}
    </tr>
  );
}

/** What has no price is said to have none; an empty cell is about no clip at all. */
function SumCell({ sum }: { sum: Sum }) {
  const known = sumText(sum);
  return (
    <>
      {known === undefined ? null : <span className="block whitespace-nowrap">{known}</span>}
      {sum.unpriced === 0 ? null : (
        <span className="block min-w-22 text-balance text-ink-3">
          {t('{{clips}} without a price', { clips: clipsText(sum.unpriced) })}
        </span>
      )}
    </>
  );
}
