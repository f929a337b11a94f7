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

export const cameraMoves: readonly string[] = cameraMoveGroups.flatMap(({ moves }) => moves);

export interface CameraMark {
  /** Position of `[` and the position after `]`, in UTF-16 units. */
  start: number;
  end: number;
  /** What stands in the bracket, trimmed. */
  moves: { text: string; known: boolean; suggestion?: string }[];
}

/** Finds every bracket in a prompt that could be a camera command: short, no nesting, no line break. */
export function findCameraMarks(prompt: string): CameraMark[] {
  return Array.from(prompt.matchAll(/\[([^[\]\n]{1,80})\]/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    moves: (match[1] ?? '').split(',').map((part) => readMove(part.trim())),
  }));
}

/** Replaces every bracket that is a known move in the wrong case by its right spelling. */
export function respellCameraMoves(prompt: string): string {
  let out = '';
  let from = 0;
  for (const mark of findCameraMarks(prompt)) {
    const moves = mark.moves.map((move) => move.suggestion ?? move.text).join(',');
    out += `${prompt.slice(from, mark.start)}[${moves}]`;
    from = mark.end;
  }
  return out + prompt.slice(from);
}

function readMove(text: string): CameraMark['moves'][number] {
  if (cameraMoves.includes(text)) return { text, known: true };
  const suggestion = cameraMoves.find((move) => move.toLowerCase() === text.toLowerCase());
  return suggestion === undefined ? { text, known: false } : { text, known: false, suggestion };
}
