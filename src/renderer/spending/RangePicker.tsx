import { changeSpending, useSpending } from '../store/spending.ts';
import { t } from '../texts/index.ts';
import { Segments } from '../ui/Segments.tsx';
import { TextField } from '../ui/TextField.tsx';
import { daysOf, rangeNames, type RangeName } from './ranges.ts';

/**
 * Which days the spending is about. The fields write a day as the browser does, see `MadeBetween`; the chart tells the days
 * in the language of the window.
 */
export function RangePicker() {
  const days = useSpending((state) => state.days);
  const range = useSpending((state) => state.range);
  const change = (day: 'fromDay' | 'toDay', value: string): void => {
    const { [day]: _former, ...rest } = days;
    changeSpending({ range: undefined, days: value === '' ? rest : { ...rest, [day]: value } });
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Segments
        label={t('Range')}
        isLabelHidden
        segments={(Object.keys(rangeNames) as RangeName[]).map((value) => ({ value, name: t(rangeNames[value]) }))}
        value={range}
        onChange={(chosen) => {
          changeSpending({ range: chosen, days: daysOf(chosen, Date.now()) });
        }}
        className="min-w-80 flex-1 basis-80"
      />
      <div className="flex gap-2">
        <TextField
          label={t('From')}
          isLabelHidden
          type="date"
          value={days.fromDay ?? ''}
          onChange={(value) => {
            change('fromDay', value);
          }}
        />
        <TextField
          label={t('To')}
          isLabelHidden
          type="date"
          value={days.toDay ?? ''}
          onChange={(value) => {
            change('toDay', value);
          }}
        />
      </div>
    </div>
  );
}
