import { leaveDemo } from '../store/acts.ts';
import { Film } from '../ui/icons.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { t } from '../texts/index.ts';

/** Says all the time that nothing here is real, and how to leave. */
export function DemoRibbon() {
  return (
    <div
      role="region"
      aria-label={t('Demo')}
      className="flex h-[30px] shrink-0 items-center justify-center gap-2 border-b border-line bg-surface-2 px-4 text-sm text-ink-2"
    >
      <Film size={14} aria-hidden className="shrink-0" />
      <span className="truncate">
        {t('Demo: clips are simulated, nothing leaves this computer, nothing is charged.')}
      </span>
      <span className="shrink-0">
        <TextLink onPress={() => void leaveDemo()}>{t('Leave the demo')}</TextLink>
      </span>
    </div>
  );
}
