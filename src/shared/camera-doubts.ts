import {
  bracketOf,
  findCameraMarks,
  mostMovesAtOnce,
  oppositeOf,
  type CameraMark,
  type CameraMove,
} from './camera-moves.ts';
import { sentence, type Sentence } from './sentence.ts';

/**
 * What a model would probably not do as it is written: commands that it does not know, too many at once, and such that
 * undo each other. Doubts, not errors: the prompt can be sent as it is.
 */
export interface CameraDoubt {
  /** The bracket, as in `CameraMark`. */
  start: number;
  end: number;
  why: Sentence;
  /** One click: the whole prompt as it would be then. */
  fixes: { label: Sentence; prompt: string }[];
}

/** In the order of the prompt; at most one for each bracket, the one to be mended first. */
export function cameraDoubts(prompt: string): CameraDoubt[] {
  return findCameraMarks(prompt).flatMap((mark) => {
    const doubt = doubtAbout(mark);
    if (doubt === undefined) return [];
    const { why, ways } = doubt;
    const { start, end } = mark;
    const fixes = ways.map(({ label, put }) => ({ label, prompt: prompt.slice(0, start) + put + prompt.slice(end) }));
    return [{ start, end, why, fixes }];
  });
}

interface Doubt {
  why: Sentence;
  /** `put`: what stands instead of the bracket. */
  ways: { label: Sentence; put: string }[];
}

function doubtAbout({ moves }: CameraMark): Doubt | undefined {
  const unknown = moves.find(({ known }) => !known);
  if (unknown !== undefined) return unknownMove(unknown.text, moves);
  const known = moves.flatMap((move) => (move.known ? [move.text] : []));
  return saidTwice(known) ?? standingStill(known) ?? undoing(known) ?? tooMany(known);
}

function unknownMove(text: string, moves: CameraMark['moves']): Doubt {
  const why = sentence('[{{move}}] is not a camera move. The model reads it as text.', { move: text });
  const suggestion = moves.find((move) => move.text === text && !move.known && 'suggestion' in move);
  if (suggestion === undefined || !('suggestion' in suggestion)) return { why, ways: [] };
  const put = bracketOf(moves.map((move) => ('suggestion' in move ? (move.suggestion ?? move.text) : move.text)));
  return { why, ways: [{ label: sentence('Use [{{move}}]', { move: suggestion.suggestion ?? '' }), put }] };
}

function saidTwice(moves: readonly CameraMove[]): Doubt | undefined {
  const different = [...new Set(moves)];
  const twice = moves.find((move, index) => moves.indexOf(move) !== index);
  if (twice === undefined) return undefined;
  return {
    why: sentence('{{move}} stands twice in one bracket. Once is enough.', { move: twice }),
    ways: [{ label: sentence('Leave one out'), put: bracketOf(different) }],
  };
}

function standingStill(moves: readonly CameraMove[]): Doubt | undefined {
  if (!moves.includes('Static shot') || moves.length === 1) return undefined;
  const moving = moves.filter((move) => move !== 'Static shot');
  return {
    why: sentence('Static shot keeps the camera still, so nothing else can happen at the same time.'),
    ways: [
      { label: sentence('Leave out Static shot'), put: bracketOf(moving) },
      { label: sentence('Only Static shot'), put: bracketOf(['Static shot']) },
    ],
  };
}

function undoing(moves: readonly CameraMove[]): Doubt | undefined {
  for (const move of moves) {
    const opposite = oppositeOf(move);
    if (opposite === undefined || !moves.includes(opposite)) continue;
    const before = moves.filter((other) => other !== opposite);
    return {
      why: sentence('{{move}} and {{opposite}} at the same time cancel each other out.', { move, opposite }),
      ways: [
        {
          label: sentence('One after the other'),
          put: `${bracketOf(before)} ${bracketOf([opposite])}`,
        },
        { label: sentence('Only {{move}}', { move }), put: bracketOf(before) },
      ],
    };
  }
  return undefined;
}

function tooMany(moves: readonly CameraMove[]): Doubt | undefined {
  if (moves.length <= mostMovesAtOnce) return undefined;
  return {
    why: sentence('More than {{most}} moves at the same time are rarely followed.', { most: mostMovesAtOnce }),
    ways: [
      {
        label: sentence('Make the rest follow'),
        put: `${bracketOf(moves.slice(0, mostMovesAtOnce))} ${bracketOf(moves.slice(mostMovesAtOnce))}`,
      },
      {
        label: sentence('Keep the first {{most}}', { most: mostMovesAtOnce }),
        put: bracketOf(moves.slice(0, mostMovesAtOnce)),
      },
    ],
  };
}
