import { closeSeveral, fixOneOfSeveral, useSeveral, type OneOfSeveral } from '../pictures/several.ts';
import { openSheet, useSheet } from '../sheet/sheet-state.ts';
import { media } from '../store/session.ts';
import { useTakes } from '../store/takes.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Image } from '../ui/icons.ts';
import type { Composition } from './composition.ts';
import { sharedTrouble, verdictOf, type Verdict } from './several-orders.ts';
import { t } from '../texts/index.ts';
import { fixLabel } from './fix-words.ts';

/** Several pictures came at once: each can become a clip of its own, all with the same words and options. */
export function SeveralPictures({ composition }: { composition: Composition }) {
  const isOpen = useSeveral(({ items }) => items.length > 0);
  // The sheet stands in its place, and gives it back when it is put away.
  const isAsking = useSheet(({ ask }) => ask !== undefined);
  return (
    <Dialog name={t('Several pictures')} shape="list" isOpen={isOpen && !isAsking} onClose={closeSeveral}>
      <Question composition={composition} />
    </Dialog>
  );
}

function Question({ composition }: { composition: Composition }) {
  const { items } = useSeveral();
  const takes = useTakes((state) => state.takes);
  const judged = items.map((item) => ({ item, verdict: verdictOf(item, composition) }));
  const drafts = judged.flatMap(({ verdict }) => (verdict.kind === 'ready' ? [{ request: verdict.request }] : []));
  const trouble = sharedTrouble(composition);
  const isReading = judged.some(({ verdict }) => verdict.kind === 'reading');
  const canMake = drafts.length > 0 && trouble === undefined && !isReading;

  function goOn(): void {
    if (canMake) openSheet({ kind: 'pictures', drafts, takes, values: composition.values, onSent: closeSeveral });
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-1 px-6 pt-5 pb-3">
        <h2 className="text-lg font-semibold">
          {t('Make {{count}} clips, one from each picture?', { count: items.length })}
        </h2>
        <p className="line-clamp-2 text-ink-2">
          {composition.request.prompt.trim() === ''
            ? t('They share the prompt.')
            : t('All with “{{prompt}}”', { prompt: composition.request.prompt })}
        </p>
      </header>
      <ul aria-label={t('Pictures')} className="min-h-0 flex-1 overflow-y-auto border-y border-line px-6 py-1">
        {judged.map(({ item, verdict }) => (
          <Row key={item.id} item={item} verdict={verdict} />
        ))}
      </ul>
      <footer className="flex shrink-0 items-center gap-2 px-6 pt-4 pb-5">
        <p role={trouble === undefined ? 'status' : 'alert'} className="min-w-0 flex-1 text-sm text-ink-2 tabular-nums">
          {trouble ?? (isReading ? t('Reading the pictures') : t('Nothing is sent yet.'))}
        </p>
        <Button size={32} onPress={closeSeveral}>
          {t('Cancel')}
        </Button>
        <Button size={32} variant="primary" isInert={!canMake} onPress={goOn}>
          {t('Make {{count}} clips', { count: drafts.length })}
        </Button>
      </footer>
    </div>
  );
}

const looks: Record<Verdict['kind'], string> = {
  reading: 'text-ink-3',
  ready: 'text-state-done',
  fix: 'text-ink-1',
  unusable: 'text-state-failed',
};

function Row({ item, verdict }: { item: OneOfSeveral; verdict: Verdict }) {
  return (
    <li className="flex gap-3 border-b border-line py-2.5 last:border-b-0">
      <span className="grid h-12 w-16 shrink-0 place-items-center overflow-hidden rounded-control bg-black">
        {item.picture === undefined ? (
          <Image size={16} aria-hidden className="text-on-picture" />
        ) : (
          <img src={media('pictures', item.picture.id)} alt="" className="h-12 w-16 object-contain" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate">{item.name}</p>
        <p className={`text-sm ${looks[verdict.kind]}`}>{rowWords(verdict)}</p>
        {verdict.kind === 'fix' ? (
          <div className="mt-1.5 flex flex-wrap gap-1.5">
            {verdict.fixes.map((fix) => (
              <Button
                key={fix.label}
                aria-label={t('{{act}}: {{name}}', { act: fixLabel(fix), name: item.name })}
                onPress={() => void fixOneOfSeveral(item, fix)}
              >
                {fixLabel(fix)}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  );
}

function rowWords({ kind, words }: Verdict): string {
  switch (kind) {
    case 'fix':
      return t('Needs a fix. {{why}}', { why: words });
    case 'unusable':
      return t('Cannot be used. {{why}}', { why: words });
    default:
      return words;
  }
}
