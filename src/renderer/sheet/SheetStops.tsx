import { openSettings } from '../store/commands.ts';
import { fixLabel } from '../composer/fix-words.ts';
import { useProvider } from '../store/session.ts';
import { listOf, number, paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Trouble, type TroubleFix } from '../ui/Trouble.tsx';
import { changeFields, fitPictures } from './mend.ts';
import type { StopGroup } from './sheet-plan.ts';
import { useSheet } from './sheet-state.ts';

const mostLines = 12;

/** What cannot be sent, by reason, each with its ways out. The rest can go without it. */
export function SheetStops({ stops }: { stops: readonly StopGroup[] }) {
  const fitting = useSheet((state) => state.fitting);
  if (stops.length === 0) return null;
  return (
    <section aria-label={t('What cannot be sent')} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium text-ink-2">{t('What cannot be sent')}</h3>
      {stops.map((group) => (
        <Stopped key={group.id} group={group} isBusy={fitting !== undefined} />
      ))}
      {fitting === undefined ? null : (
        <p role="status" className="text-sm text-ink-2 tabular-nums">
          {t('Making the pictures fit: {{done, number}} of {{total, number}}', fitting)}
        </p>
      )}
    </section>
  );
}

function Stopped({ group, isBusy }: { group: StopGroup; isBusy: boolean }) {
  const provider = useProvider(group.providerId);
  const name = provider?.name ?? group.providerId;
  const { clips, stop, issues, lines } = group;
  const where = lines.length === 0 ? undefined : lineWords(lines);
  const why =
    stop === 'key' ? [t('{{provider}} has no key yet.', { provider: name })] : issues.map((issue) => told(issue));
  return (
    <Trouble severity="warning" isBusy={isBusy} fixes={waysOut(group)}>
      <strong className="font-medium">
        {t('{{count, number}} clips for {{provider}}.', { count: clips, provider: name })}
      </strong>{' '}
      {paragraph(...why, where)}
    </Trouble>
  );
}

function lineWords(lines: readonly number[]): string {
  const [first = 0] = lines;
  if (lines.length === 1) return t('Line {{line}}.', { line: first });
  const named = listOf(lines.slice(0, mostLines).map(number));
  return lines.length > mostLines
    ? t('Lines {{lines}} and {{more, number}} more.', { lines: named, more: lines.length - mostLines })
    : t('Lines {{lines}}.', { lines: named });
}

function waysOut({ stop, providerId, issues, drafts }: StopGroup): TroubleFix[] {
  if (stop === 'key') {
    const run = (): void => {
      openSettings({ tab: 'providers', providerId });
    };
    return [{ label: t('Add a key'), run }];
  }
  const ways = issues.flatMap(({ opens, fixes }): TroubleFix[] => [
    ...(opens === undefined
      ? []
      : [
          {
            label: t('Set up an image host'),
            run: () => {
              openSettings({ tab: opens });
            },
          },
        ]),
    ...fixes.flatMap((fix): TroubleFix[] => {
      const label = fixLabel(fix);
      if (fix.kind !== 'fields') return [{ label, run: () => void fitPictures(drafts, fix.label) }];
      // One text would take the place of all that a prompt stands for.
      if ('prompt' in fix.change) return [];
      return [
        {
          label,
          run: () => {
            changeFields(drafts, fix);
          },
        },
      ];
    }),
  ]);
  return ways.filter(({ label }, index) => ways.findIndex((other) => other.label === label) === index);
}
