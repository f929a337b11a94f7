import { clipsText } from '../library/measures.ts';
import { dollarsText } from '../money/sum-words.ts';
import { dollars, number } from '../texts/format.ts';
import { direction, t } from '../texts/index.ts';
import { ceilingOf, type Bar, type Bars } from './bars.ts';
import { periodName, shortPeriodName } from './period-names.ts';

/** In the units of the drawing, which is stretched to the width that there is. */
const height = 96;
const step = 10;
const barWidth = 7;

/** A quiet picture of the days. All that it says stands in the table below as well. */
export function SpendingChart({ unit, per, bars }: Bars) {
  const ceiling = ceilingOf(bars);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return null;
  const greatest = bars.reduce((one, other) => (whole(other) > whole(one) ? other : one));
  const named = unit === 'dollars' ? dollars(ceiling) : number(ceiling);
  const isMirrored = direction() === 'rtl';
  return (
    <figure className="shrink-0">
      <figcaption className="flex items-baseline justify-between text-sm text-ink-3">
        <span>{titleOf(unit, per)}</span>
        <span className="tabular-nums">{named}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={t('{{title}}: from {{from}} to {{to}}, most on {{day}} with {{amount}}', {
          title: titleOf(unit, per),
          from: periodName(first.period),
          to: periodName(last.period),
          day: periodName(greatest.period),
          amount: amountText(greatest, unit),
        })}
        viewBox={`0 0 ${bars.length * step} ${height}`}
        preserveAspectRatio="none"
        className={`mt-1 block h-24 w-full border-y border-line ${isMirrored ? '-scale-x-100' : ''}`}
      >
        {bars.map((bar, index) => (
          <DayBar key={bar.period} bar={bar} unit={unit} x={index * step + (step - barWidth) / 2} ceiling={ceiling} />
        ))}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-ink-3 tabular-nums">
        <span>{shortPeriodName(first.period)}</span>
        {bars.length > 1 ? <span>{shortPeriodName(last.period)}</span> : null}
      </div>
    </figure>
  );
}

function DayBar({ bar, unit, x, ceiling }: { bar: Bar; unit: Bars['unit']; x: number; ceiling: number }) {
  const scaled = (value: number): number => (value / ceiling) * height;
  const sure = scaled(bar.sure);
  const doubtful = scaled(bar.doubtful);
  return (
    <g>
      <title>{`${periodName(bar.period)}: ${amountText(bar, unit)}`}</title>
      <rect x={x - 1.5} y={0} width={step} height={height} fill="transparent" />
      <rect x={x} y={height - sure} width={barWidth} height={sure} fill="var(--accent)" />
      <rect
        x={x}
        y={height - sure - doubtful}
        width={barWidth}
        height={doubtful}
        fill="var(--state-attention)"
        fillOpacity={0.55}
      />
    </g>
  );
}

function titleOf(unit: Bars['unit'], per: Bars['per']): string {
  if (unit === 'dollars') return per === 'day' ? t('Dollars a day') : t('Dollars a month');
  return per === 'day' ? t('Clips a day') : t('Clips a month');
}

function amountText(bar: Bar, unit: Bars['unit']): string {
  return unit === 'clips' ? clipsText(bar.sure) : dollarsText({ least: bar.sure, most: whole(bar) });
}

function whole({ sure, doubtful }: Bar): number {
  return sure + doubtful;
}
