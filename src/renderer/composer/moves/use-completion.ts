import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { CameraMove } from '../../../shared/camera-moves.ts';
import { t } from '../../texts/index.ts';
import { moveNames } from '../camera-names.ts';
import { bracketAt, movesFor, putMove, type Bracket } from './bracket-at.ts';
import { putText } from './put-text.ts';

export interface Completion {
  /** What is offered, and for which bracket; undefined while nothing is. */
  offer: { bracket: Bracket; moves: CameraMove[] } | undefined;
  active: number;
  /** After typing: opens where a bracket is being written. */
  typed: () => void;
  /** After the caret has moved: follows it, and closes outside of a bracket. */
  moved: () => void;
  close: () => void;
  choose: (move: CameraMove) => void;
  /** True: the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The list of moves that opens on `[`. The focus stays in the text all the time. */
export function useCompletion(area: RefObject<HTMLTextAreaElement | null>): Completion {
  const [offer, setOffer] = useState<Completion['offer']>();
  const [active, setActive] = useState(0);
  /** The bracket that the person has closed the list of. */
  const dismissed = useRef<number>(undefined);

  function look(): Completion['offer'] {
    const field = area.current;
    if (field === null || field.selectionStart !== field.selectionEnd) return undefined;
    const bracket = bracketAt(field.value, field.selectionStart);
    if (bracket?.start !== dismissed.current) dismissed.current = undefined;
    if (bracket === undefined || dismissed.current !== undefined) return undefined;
    const moves = movesFor(bracket, (move) => t(moveNames[move]));
    return moves.length === 0 ? undefined : { bracket, moves };
  }

  function show(next: Completion['offer']): void {
    setOffer(next);
    if (next?.bracket.typed !== offer?.bracket.typed || next?.bracket.start !== offer?.bracket.start) setActive(0);
  }

  function take(move: CameraMove, goOn: boolean): void {
    const field = area.current;
    if (field === null || offer === undefined) return;
    // What is on screen may be one letter old; the field itself is not.
    const bracket = bracketAt(field.value, field.selectionStart) ?? offer.bracket;
    setOffer(undefined);
    putText(field, putMove(bracket, move, goOn));
    if (goOn) show(look());
    else setOffer(undefined);
  }

  /** A bracket that was closed by itself is not closed twice. */
  function stepOut(field: HTMLTextAreaElement | null): boolean {
    if (field === null || field.selectionStart !== field.selectionEnd) return false;
    const caret = field.selectionStart;
    if (field.value.charAt(caret) !== ']' || bracketAt(field.value, caret) === undefined) return false;
    field.setSelectionRange(caret + 1, caret + 1);
    setOffer(undefined);
    return true;
  }

  function onKey(event: KeyboardEvent): boolean {
    if (event.key === ']') return stepOut(area.current);
    const move = offer?.moves[active];
    if (offer === undefined || move === undefined) return false;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const count = offer.moves.length;
    switch (event.key) {
      case 'ArrowDown':
        setActive((active + 1) % count);
        return true;
      case 'ArrowUp':
        setActive((active + count - 1) % count);
        return true;
      case 'Enter':
      case 'Tab':
        take(move, false);
        return true;
      case ',':
      case '，':
        if (offer.bracket.typed === '') return false;
        take(move, true);
        return true;
      case 'Escape':
        dismissed.current = offer.bracket.start;
        setOffer(undefined);
        return true;
      default:
        return false;
    }
  }

  return {
    offer,
    active,
    typed: () => {
      show(look());
    },
    moved: () => {
      if (offer !== undefined) show(look());
    },
    close: () => {
      setOffer(undefined);
    },
    choose: (move) => {
      take(move, false);
    },
    onKey,
  };
}
