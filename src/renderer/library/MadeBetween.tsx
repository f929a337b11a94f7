import { changeQuery } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { TextField } from '../ui/TextField.tsx';
import { dayAfter, dayText, startOfNamedDay } from './named-day.ts';
import { t } from '../texts/index.ts';

/**
 * From which day to which a clip was made; both days are included.
 *
 * The fields are the browser's own, and write a day as the browser does, whichever language the window has: those of React
 * Aria would follow the window, but weigh 31 kB after gzip (react-aria-components 1.22.1, 2026-11-21), a fifteenth of all
 * that a window loads. The day that was chosen stands over the list in the language of the window.
 */
export function MadeBetween() {
  const { createdFromAt, createdBeforeAt } = useSession((state) => state.query);
  return (
    <fieldset className="mb-3 min-w-0 break-inside-avoid">
      <legend className="field-label mb-1 px-1.5">{t('Made')}</legend>
      <div className="flex flex-col gap-2 px-1.5">
        <TextField
          label={t('From')}
          type="date"
          value={createdFromAt === undefined ? '' : dayText(createdFromAt)}
          onChange={(day) => {
            changeQuery({ createdFromAt: startOfNamedDay(day) });
          }}
        />
        <TextField
          label={t('To')}
          type="date"
          value={createdBeforeAt === undefined ? '' : dayText(createdBeforeAt - 1)}
          onChange={(day) => {
            const start = startOfNamedDay(day);
            changeQuery({ createdBeforeAt: start === undefined ? undefined : dayAfter(start) });
          }}
        />
      </div>
    </fieldset>
  );
}
