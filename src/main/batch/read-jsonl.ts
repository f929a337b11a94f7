import { columnOf } from '../../shared/batch/columns.ts';
import { flagNames } from '../../shared/model.ts';
import { mostRows } from '../../shared/batch/list.ts';
import { says } from '../../shared/sentence.ts';
import type { Cells } from '../../shared/batch/read-row.ts';
import type { ReadCells } from './read-csv.ts';

/** One JSON object on each line; lines without anything are skipped. Never throws. */
export function readJsonl(text: string): ReadCells {
  const result: ReadCells = { cells: [], troubles: [], unknownColumns: [] };
  const unknown = new Set<string>();
  for (const [index, written] of text.split(/\r\n|\n|\r/).entries()) {
    const line = index + 1;
    if (written.trim() === '') continue;
    if (result.cells.length > mostRows) break;
    const object = parsed(written);
    if (object === undefined) {
      result.troubles.push({ line, ...says('This line is not a JSON object. Write one object on each line.') });
      continue;
    }
    result.cells.push({ line, cells: cellsOf(object, unknown) });
  }
  return { ...result, unknownColumns: [...unknown] };
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** A switch may stand by itself as well: `"promptOptimizer": true`. */
function cellsOf(object: Record<string, unknown>, unknown: Set<string>): Cells {
  const cells: Cells = {};
  const flags: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const column = columnOf(key);
    if (column !== undefined) cells[column] ??= value;
    else if (flagNames.some((flag) => flag === key)) flags[key] = value;
    else unknown.add(key.slice(0, 200));
  }
  if (cells.flags === undefined && Object.keys(flags).length > 0) cells.flags = flags;
  return cells;
}
