/**
 * The fifteen camera commands, as MiniMax spells them (official text, repeated by Novita's pages; checked 2026-11-21).
 * They stand in the prompt in square brackets; several in one bracket happen together: `[Pan left,Pedestal up]`.
 */
export const cameraMoveGroups = [
  { group: 'Truck', moves: ['Truck left', 'Truck right'] },
  { group: 'Pan', moves: ['Pan left', 'Pan right'] },
  { group: 'Push', moves: ['Push in', 'Pull out'] },
  { group: 'Pedestal', moves: ['Pedestal up', 'Pedestal down'] },
  { group: 'Tilt', moves: ['Tilt up', 'Tilt down'] },
  { group: 'Zoom', moves: ['Zoom in', 'Zoom out'] },
  { group: 'Other', moves: ['Shake', 'Tracking shot', 'Static shot'] },
] as const;

export type CameraMove = (typeof cameraMoveGroups)[number]['moves'][number];

export const cameraMoves: readonly CameraMove[] = cameraMoveGroups.flatMap(({ moves }): readonly CameraMove[] => moves);

/** More at once are read less reliably (the same pages; a recommendation, not a limit). */
export const mostMovesAtOnce = 3;

export interface CameraMark {
  /** Position of `[` and the position after `]`, in UTF-16 units. */
  start: number;
  end: number;
  /** What stands in the bracket, trimmed. */
  moves: ReadMove[];
}

export type ReadMove =
  | { text: CameraMove; known: true }
  /** `suggestion`: what was probably meant. */
  | { text: string; known: false; suggestion?: CameraMove };

/** Finds every bracket in a prompt that could be a camera command: short, no nesting, no line break. */
export function findCameraMarks(prompt: string): CameraMark[] {
  return Array.from(prompt.matchAll(/\[([^[\]\n]{1,80})\]/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    moves: piecesOf(match[1] ?? '').map(readMove),
  }));
}

/** The moves in the order in which the camera makes them: those of one step happen together. */
export function cameraSteps(prompt: string): { start: number; end: number; moves: CameraMove[] }[] {
  return findCameraMarks(prompt)
    .map(({ start, end, moves }) => ({ start, end, moves: moves.flatMap((move) => (move.known ? [move.text] : [])) }))
    .filter(({ moves }) => moves.length > 0);
}

/** A comma too many is no move. */
function piecesOf(inside: string): string[] {
  const pieces = inside.split(',').map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== '' || pieces.length === 1);
}

export function bracketOf(moves: readonly string[]): string {
  return `[${moves.join(',')}]`;
}

/** The move that undoes this one; undefined for those that have none. */
export function oppositeOf(move: CameraMove): CameraMove | undefined {
  const group = cameraMoveGroups.find((one) => (one.moves as readonly CameraMove[]).includes(move));
  if (group === undefined || group.group === 'Other') return undefined;
  return group.moves.find((one) => one !== move);
}

function readMove(text: string): ReadMove {
  const exact = cameraMoves.find((move) => move === text);
  if (exact !== undefined) return { text: exact, known: true };
  const suggestion = meantBy(text);
  return suggestion === undefined ? { text, known: false } : { text, known: false, suggestion };
}

/**
 * Words of the trade for the same thing, and the traps: `[Tilt left]` stands in official examples, `[Push out]`, `[rise]`
 * and `[follow]` in those of providers, and none of them is a command.
 */
const otherWords: Readonly<Record<string, CameraMove>> = {
  'push out': 'Pull out',
  'pull back': 'Pull out',
  'dolly in': 'Push in',
  'dolly out': 'Pull out',
  'tilt left': 'Pan left',
  'tilt right': 'Pan right',
  'pan up': 'Tilt up',
  'pan down': 'Tilt down',
  'crane up': 'Pedestal up',
  'crane down': 'Pedestal down',
  'dolly left': 'Truck left',
  'dolly right': 'Truck right',
  rise: 'Pedestal up',
  follow: 'Tracking shot',
  tracking: 'Tracking shot',
  static: 'Static shot',
  handheld: 'Shake',
};

function meantBy(text: string): CameraMove | undefined {
  const folded = text.toLowerCase().replace(/\s+/g, ' ');
  const same = cameraMoves.find((move) => move.toLowerCase() === folded);
  if (same !== undefined) return same;
  if (Object.hasOwn(otherWords, folded)) return otherWords[folded];
  // One slip of the finger, in a word that is long enough to be told from the others.
  return folded.length < 5 ? undefined : cameraMoves.find((move) => isOneSlip(move.toLowerCase(), folded));
}

/** One letter too many, too few, wrong, or two next to each other swapped. */
function isOneSlip(right: string, typed: string): boolean {
  if (Math.abs(right.length - typed.length) > 1) return false;
  let at = 0;
  while (at < right.length && right[at] === typed[at]) at += 1;
  const rest = (text: string, from: number): string => text.slice(from);
  return (
    rest(right, at + 1) === rest(typed, at) ||
    rest(right, at) === rest(typed, at + 1) ||
    rest(right, at + 1) === rest(typed, at + 1) ||
    (right[at] === typed[at + 1] && right[at + 1] === typed[at] && rest(right, at + 2) === rest(typed, at + 2))
  );
}
