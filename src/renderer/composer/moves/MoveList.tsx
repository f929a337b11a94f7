import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../../texts/index.ts';
import { Keys } from '../../ui/Keys.tsx';
import { CameraGlyph } from '../CameraGlyph.tsx';
import { moveNames } from '../camera-names.ts';
import { placeOf } from './place-of.ts';
import type { Completion } from './use-completion.ts';

export interface MoveListProps {
  id: string;
  completion: Completion;
  /** The layer behind the text that takes the same room: it tells where a letter stands. */
  mirror: RefObject<HTMLElement | null>;
}

export function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

/**
 * Under the bracket that is being written. The focus stays in the text; the text says which option is active, as a
 * combobox does (a `textarea` itself must not be called one).
 */
export function MoveList({ id, completion, mirror }: MoveListProps) {
  const { offer, active, close, choose } = completion;
  const anchor = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const start = offer?.bracket.start;

  useLayoutEffect(() => {
    if (start === undefined || mirror.current === null || anchor.current === null) return;
    const { left, top, height } = placeOf(mirror.current, start);
    anchor.current.style.left = `${left}px`;
    anchor.current.style.top = `${top}px`;
    anchor.current.style.height = `${height}px`;
  }, [start, mirror]);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <>
      <span ref={anchor} aria-hidden className="pointer-events-none absolute w-px" />
      <span aria-live="polite" className="sr-only">
        {offer === undefined ? '' : t('{{count}} camera moves to choose from', { count: offer.moves.length })}
      </span>
      <Popover
        triggerRef={anchor}
        isOpen={offer !== undefined}
        isNonModal
        placement="bottom start"
        offset={6}
        maxHeight={320}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
        className="flex w-60 flex-col overflow-hidden rounded-pop bg-surface-3 shadow-pop outline-none pop-motion"
      >
        {/* Outside of the form on the page, and so a landmark of its own. */}
        <section aria-label={t('Camera moves')} className="flex min-h-0 flex-col">
          <div ref={list} id={id} role="listbox" aria-label={t('Camera moves')} className="min-h-0 overflow-auto p-1.5">
            {(offer?.moves ?? []).map((move, index) => (
              <div
                key={move}
                id={optionId(id, index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                // The press must not take the focus out of the text.
                onMouseDown={(event) => {
                  event.preventDefault();
                }}
                onPointerUp={() => {
                  choose(move);
                }}
                className={`flex h-[30px] items-center gap-2.5 rounded-control px-2 ${index === active ? 'bg-accent-soft text-ink-1' : 'text-ink-1 hover:over-hover'}`}
              >
                <span className="text-ink-2">
                  <CameraGlyph move={move} />
                </span>
                {t(moveNames[move])}
              </div>
            ))}
          </div>
          <p className="flex flex-wrap gap-x-3 gap-y-1 border-t border-line px-3.5 py-2 text-xs text-ink-3">
            <span className="flex items-center gap-1.5">
              <Keys>↵</Keys> {t('choose')}
            </span>
            <span className="flex items-center gap-1.5">
              <Keys>,</Keys> {t('and one more at the same time')}
            </span>
          </p>
        </section>
      </Popover>
    </>
  );
}
