import { closeSeveral, fixOneOfSeveral, makeSeveral, useSeveral, type OneOfSeveral } from '../pictures/several.ts';
import { media } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Image } from '../ui/icons.ts';
import type { Composition } from './composition.ts';
import { priceWords, sharedTrouble, verdictOf, type Verdict } from './several-orders.ts';

/** Several pictures came at once: each can become a clip of its own, all with the same words and options. */
export function SeveralPictures({ composition }: { composition: Composition }) {
  const isOpen = useSeveral(({ items }) => items.length > 0);
  return (
    <Dialog name="Several pictures" shape="list" isOpen={isOpen} onClose={closeSeveral}>
      <Question composition={composition} />
    </Dialog>
  );
}

function Question({ composition }: { composition: Composition }) {
  const { items, isSending } = useSeveral();
  const judged = items.map((item) => ({ item, verdict: verdictOf(item, composition) }));
  const orders = judged.flatMap(({ item: { intentId }, verdict }) =>
    verdict.kind === 'ready' ? [{ intentId, request: verdict.request }] : [],
  );
  const trouble = sharedTrouble(composition);
  const isReading = judged.some(({ verdict }) => verdict.kind === 'reading');
  const canMake = orders.length > 0 && trouble === undefined && !isReading && !isSending;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-1 px-6 pt-5 pb-3">
        <h2 className="text-lg font-semibold">{questionWords(items.length)}</h2>
        <p className="line-clamp-2 text-ink-2">
          {composition.request.prompt.trim() === ''
            ? 'They share the prompt.'
            : `All with “${composition.request.prompt}”`}
        </p>
      </header>
      <ul aria-label="Pictures" className="min-h-0 flex-1 overflow-y-auto border-y border-line px-6 py-1">
        {judged.map(({ item, verdict }) => (
          <Row key={item.intentId} item={item} verdict={verdict} isBusy={isSending} />
        ))}
      </ul>
      <footer className="flex shrink-0 items-center gap-2 px-6 pt-4 pb-5">
        <p role={trouble === undefined ? 'status' : 'alert'} className="min-w-0 flex-1 text-sm text-ink-2 tabular-nums">
          {trouble ?? (isReading ? 'Reading the pictures' : (priceWords(composition, orders.length) ?? ''))}
        </p>
        <Button size={32} isInert={isSending} onPress={closeSeveral}>
          Cancel
        </Button>
        <Button
          size={32}
          variant="primary"
          isInert={!canMake}
          onPress={() => {
            if (canMake) void makeSeveral(orders);
          }}
        >
          {orders.length === 1 ? 'Make 1 clip' : `Make ${orders.length} clips`}
        </Button>
      </footer>
    </div>
  );
}

function questionWords(count: number): string {
  return `Make ${count} clips, one from each picture?`;
}

const looks: Record<Verdict['kind'], string> = {
  reading: 'text-ink-3',
  ready: 'text-state-done',
  fix: 'text-ink-1',
  unusable: 'text-state-failed',
  sending: 'text-ink-3',
  made: 'text-state-done',
};

const stateNames: Partial<Record<Verdict['kind'], string>> = { fix: 'Needs a fix', unusable: 'Cannot be used' };

function Row({ item, verdict, isBusy }: { item: OneOfSeveral; verdict: Verdict; isBusy: boolean }) {
  const state = stateNames[verdict.kind];
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
        <p className={`text-sm ${looks[verdict.kind]}`}>
          {state === undefined ? verdict.words : `${state}. ${verdict.words}`}
        </p>
        {verdict.kind === 'fix' ? (
          <div className="mt-1.5 flex flex-wrap gap-1.5">
            {verdict.fixes.map((fix) => (
              <Button
                key={fix.label}
                aria-label={`${fix.label}: ${item.name}`}
                isInert={isBusy}
                onPress={() => void fixOneOfSeveral(item, fix)}
              >
                {fix.label}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  );
}
