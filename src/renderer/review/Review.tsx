import { useEffect, useEffectEvent, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { onOneLine } from '../library/tile-facts.ts';
import { toggleCut } from '../store/cutting.ts';
import { keep } from '../store/keeping.ts';
import { closeReview, useReview } from '../store/review.ts';
import { reviewNext } from '../store/takes-of.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Keys } from '../ui/Keys.tsx';
import { reviewAct } from './review-keys.ts';
import { ReviewTake } from './ReviewTake.tsx';
import { ReviewTransport } from './ReviewTransport.tsx';
import { useTogether } from './use-together.ts';
import { direction, t } from '../texts/index.ts';

/** As it stands on the key, in every language. */
const escapeKey = 'Esc';

/** Covers the window while takes are being compared. */
export function Review() {
  const takes = useReview((state) => state.takes);
  return (
    <ModalOverlay
      data-modal="review"
      isOpen={takes.length > 0}
      onOpenChange={(isOpen) => {
        if (!isOpen) closeReview();
      }}
      className="fixed inset-0 z-20 bg-surface-0"
    >
      <Modal className="size-full">
        <Dialog aria-label={t('Review takes')} className="flex size-full flex-col outline-none">
          <Takes key={takes.join(' ')} takes={takes} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Takes({ takes }: { takes: readonly string[] }) {
  const together = useTogether();
  const cut = useReview((state) => state.cut);
  const jobs = useSession((state) => state.jobs);
  const [current, setCurrent] = useState(0);
  const prompt = jobs.get(takes[0] ?? '')?.request.prompt ?? '';

  const toggleKept = (id: string) => void keep([id], { favourite: jobs.get(id)?.keeping?.favourite !== true });

  function answer(take: number, act: (id: string) => void): void {
    const id = takes[take];
    if (id === undefined) return;
    setCurrent(take);
    act(id);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = reviewAct(event, { takes: takes.length, direction: direction() });
    if (act === undefined) return;
    event.preventDefault();
    // React Aria would press the button that has the focus.
    event.stopPropagation();
    if (act.kind === 'play') together.toggle();
    else if (act.kind === 'step') together.step(act.frames);
    else if (act.kind === 'next') void reviewNext();
    else answer(act.take, act.kind === 'keep' ? toggleKept : (id) => void toggleCut(id));
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);

  return (
    <>
      <div className="flex h-(--top-row) shrink-0 items-center gap-4 px-5">
        <h2 className="text-lg font-semibold whitespace-nowrap">
          {t('Review {{count}} takes', { count: takes.length })}
        </h2>
        <p className="min-w-0 flex-1 truncate text-ink-2">{onOneLine(prompt)}</p>
        <Button variant="quiet" onPress={() => void reviewNext()}>
          {t('Next group')} <Keys>N</Keys>
        </Button>
        <Button onPress={closeReview}>
          {t('Done', { context: 'leave' })} <Keys>{escapeKey}</Keys>
        </Button>
      </div>
      <ul aria-label={t('Takes')} className={`grid min-h-0 flex-1 gap-4 px-5 pb-3 ${gridOf(takes.length)}`}>
        {takes.map((id, place) => (
          <ReviewTake
            key={id}
            job={jobs.get(id)}
            place={place}
            video={together.video(place)}
            isCurrent={place === current}
            isCut={cut.has(id)}
            onCurrent={() => {
              setCurrent(place);
            }}
            onKeep={() => {
              toggleKept(id);
            }}
            onCut={() => {
              void toggleCut(id);
            }}
          />
        ))}
      </ul>
      <ReviewTransport together={together} takes={takes.length} />
    </>
  );
}

/** As large as they fit: two beside each other, four in a square, six in two rows. */
function gridOf(takes: number): string {
  if (takes <= 2) return 'grid-cols-2';
  return takes <= 4 ? 'grid-cols-2 grid-rows-2' : 'grid-cols-3 grid-rows-2';
}
