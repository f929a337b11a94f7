import { bracketOf, cameraMoves, findCameraMarks, type CameraMove } from '../../../shared/camera-moves.ts';

/** The bracket that is being written. Chinese keyboards give 【 , 】 and ，for the same keys. */
export interface Bracket {
  /** Position of the opening bracket and the position behind what belongs to it, in UTF-16 units. */
  start: number;
  end: number;
  /** The other things in it, before and behind the one at the caret. */
  before: string[];
  after: string[];
  /** What has been written of the move, up to the caret. */
  typed: string;
}

/** Longer than three moves with their commas is no list of moves. */
const longest = 80;

/** Undefined where the caret is in no bracket. */
export function bracketAt(text: string, caret: number): Bracket | undefined {
  const opened = /[[【]([^[\]【】\n]*)$/.exec(text.slice(0, caret));
  if (opened === null || (opened[1] ?? '').length > longest) return undefined;
  const closed = /^([^[\]【】\n]*)[\]】]/.exec(text.slice(caret));
  const pieces = (opened[1] ?? '').split(/[,，]/);
  const typed = pieces.pop() ?? '';
  const [_rest, ...after] = (closed?.[1] ?? '').split(/[,，]/);
  return {
    start: opened.index,
    end: caret + (closed?.[0].length ?? 0),
    before: cleaned(pieces),
    after: cleaned(after),
    typed: typed.trimStart(),
  };
}

export interface Put {
  start: number;
  end: number;
  /** What comes there instead. */
  text: string;
  /** Where the caret stands afterwards. */
  caret: number;
}

/** The bracket with the move in it. With `goOn` it stays open for another one at the same time. */
export function putMove({ start, end, before, after }: Bracket, move: CameraMove, goOn: boolean): Put {
  if (!goOn) {
    const text = bracketOf([...before, move, ...after]);
    return { start, end, text, caret: start + text.length };
  }
  const head = `[${[...before, move].join(',')},`;
  return { start, end, text: `${head}${after.join(',')}]`, caret: start + head.length };
}

/** The move joins what happens at the caret; undefined where there is no bracket of moves. */
export function joinMove(text: string, caret: number, move: CameraMove): Put | undefined {
  const mark = findCameraMarks(text).find(({ start, end }) => start < caret && caret < end);
  if (mark === undefined) return undefined;
  const joined = bracketOf([...mark.moves.map((one) => one.text), move]);
  return { start: mark.start, end: mark.end, text: joined, caret: mark.start + joined.length };
}

/** What can be meant by the letters so far, the likeliest first. `nameOf`: the move in the person’s language. */
export function movesFor({ typed, before, after }: Bracket, nameOf: (move: CameraMove) => string): CameraMove[] {
  const letters = typed.toLowerCase();
  const others = cameraMoves.filter((move) => !before.includes(move) && !after.includes(move));
  const begins = others.filter((move) => move.toLowerCase().startsWith(letters));
  const holds = others.filter(
    (move) =>
      move.toLowerCase().includes(` ${letters}`) || nameOf(move).replace(move, '').toLowerCase().includes(letters),
  );
  return [...new Set([...begins, ...holds])];
}

function cleaned(pieces: readonly string[]): string[] {
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
