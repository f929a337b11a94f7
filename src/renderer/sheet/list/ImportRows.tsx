import { useMemo } from 'react';
import type { List, ListTrouble } from '../../../shared/batch/list.ts';
import { mostTakes } from '../../../shared/batch/plan.ts';
import { draftsOf } from '../../../shared/batch/rows.ts';
import { shotOf, type Composition } from '../../composer/composition.ts';
import { useSession } from '../../store/session.ts';
import { listOf, paragraph } from '../../texts/format.ts';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { openSheet } from '../sheet-state.ts';
import type { Source } from '../sheet-plan.ts';
import { SheetSources } from '../SheetSources.tsx';
import { chooseAnother, closeImport, setTakes, useImport } from './list-state.ts';

const none = [] as const;

/** What was read: the lines that make no clip with their reasons, and those that do. */
export function ImportRows({ list, composition }: { list: List; composition: Composition }) {
  const { name, rows, troubles, unknownColumns } = list;
  const lost = useImport((state) => state.lost);
  const providers = useSession(({ session }) => session?.providers) ?? none;
  const takes = useImport((state) => state.takes);
  const { request, prompts } = composition;
  const drafts = useMemo(
    () => draftsOf(rows, shotOf({ request, prompts }), providers),
    [rows, request, prompts, providers],
  );
  const sources = drafts.map(({ request: each, tags = [], line }, index): Source => {
    return { id: String(index), request: each, tags, takes: 1, line, why: [] };
  });
  const badLines = new Set(troubles.map(({ line }) => line)).size;

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-1 px-6 pt-5 pb-3">
        <h2 className="text-lg font-semibold">{t('{{count, number}} rows can be used', { count: rows.length })}</h2>
        <p className="break-all text-ink-2">
          {paragraph(
            t('From {{name}}.', { name }),
            badLines === 0 ? undefined : t('{{count, number}} lines make no clip.', { count: badLines }),
          )}
        </p>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto border-y border-line px-6 py-4">
        {troubles.length === 0 ? null : <Troubles troubles={troubles} />}
        {lost.length === 0 ? null : (
          <Trouble severity="warning">
            {paragraph(
              ...lost.map(({ name: picture, failure }) =>
                t('{{name}}: {{why}}', { name: picture, why: told(failure) }),
              ),
            )}
          </Trouble>
        )}
        {unknownColumns.length === 0 ? null : (
          <p className="text-sm text-ink-2">
            {t('These columns mean nothing here and are left out: {{columns}}.', { columns: listOf(unknownColumns) })}
          </p>
        )}
        {rows.length === 0 ? null : <SheetSources name={t('Rows')} sources={sources} />}
      </div>
      <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 px-6 pt-4 pb-5">
        <div className="min-w-0 flex-1 basis-40">
          <Stepper label={t('Takes of each')} value={takes} least={1} most={mostTakes} onChange={setTakes} />
        </div>
        <Button size={32} variant="quiet" onPress={chooseAnother}>
          {t('Choose another list')}
        </Button>
        <Button size={32} onPress={closeImport}>
          {t('Cancel')}
        </Button>
        <Button
          size={32}
          variant="primary"
          isInert={rows.length === 0}
          onPress={() => {
            if (rows.length > 0) openSheet({ kind: 'list', drafts, takes, onSent: closeImport });
          }}
        >
          {t('Go on with {{count, number}} rows', { count: rows.length })}
        </Button>
      </footer>
    </div>
  );
}

const mostListed = 200;

function Troubles({ troubles }: { troubles: readonly ListTrouble[] }) {
  const left = troubles.length - mostListed;
  return (
    <section aria-label={t('What makes no clip')} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium text-ink-2">{t('What makes no clip')}</h3>
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
        tabIndex={0}
        aria-label={t('What makes no clip')}
        className="max-h-40 overflow-y-auto rounded-control bg-soft-failed px-3 py-1.5 text-sm"
      >
        {troubles.slice(0, mostListed).map((trouble) => (
          <li key={`${trouble.line} ${trouble.column ?? ''} ${trouble.message}`} className="py-0.5 break-words">
            <strong className="font-medium tabular-nums">{placeOf(trouble)}</strong> {told(trouble)}
          </li>
        ))}
      </ul>
      {left > 0 ? <p className="text-sm text-ink-2">{t('and {{more, number}} more', { more: left })}</p> : null}
    </section>
  );
}

function placeOf({ line, column }: ListTrouble): string {
  return column === undefined ? t('Line {{line}}:', { line }) : t('Line {{line}}, {{column}}:', { line, column });
}
