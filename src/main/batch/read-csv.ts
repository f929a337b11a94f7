import { CsvError, parse } from 'csv-parse/sync';
import { columnOf, type Column } from '../../shared/batch/columns.ts';
import { mostRows, type List, type ListTrouble } from '../../shared/batch/list.ts';
import { says } from '../../shared/sentence.ts';
import type { Cells } from '../../shared/batch/read-row.ts';

/** The cells of a list, by the lines on which they begin. */
export interface ReadCells {
  cells: { line: number; cells: Cells }[];
  troubles: ListTrouble[];
  unknownColumns: string[];
  separator?: List['separator'];
}

const longestRecordCharacters = 400_000;

/** Never throws: what cannot be read is a trouble with its line. The first line names the columns. */
export function readCsv(written: string): ReadCells {
  // One kind of line end: a prompt over several lines has them too, and each is one line.
  const text = written.replaceAll(/\r\n?/g, '\n');
  const separator = separatorOf(text);
  const result: ReadCells = { cells: [], troubles: [], unknownColumns: [], separator };
  let columns: (Column | undefined)[] | undefined;
  let endedOnLine = 0;
  const take = (record: string[], { lines }: { lines: number }): null => {
    const line = Math.max(endedOnLine + 1, lines - breaksIn(record));
    endedOnLine = lines;
    if (columns === undefined) {
      columns = record.map(columnOf);
      result.unknownColumns = record.filter((name, index) => columns?.[index] === undefined && name.trim() !== '');
      return null;
    }
    if (record.every((cell) => cell.trim() === '')) return null;
    if (record.length > columns.length && record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      result.troubles.push({ line, ...says('There are more cells than columns; is a comma missing its quotes?') });
      return null;
    }
    result.cells.push({ line, cells: named(record, columns) });
    return null;
  };
  try {
    parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
      max_record_size: longestRecordCharacters,
      skip_records_with_error: true,
      to: mostRows + 2,
      on_record: take,
      on_skip: (error) => {
        const line = lineOf(error);
        // Every mark of one line is told anew.
        if (result.troubles.at(-1)?.line !== line) result.troubles.push({ line, ...wordsFor(error) });
      },
    });
  } catch (thrown) {
    result.troubles.push({ line: lineOf(thrown), ...wordsFor(thrown) });
  }
  return result;
}

function named(record: readonly string[], columns: readonly (Column | undefined)[]): Cells {
  const cells: Cells = {};
  for (const [index, column] of columns.entries()) {
    const cell = record[index];
    if (column !== undefined && cell !== undefined) cells[column] ??= cell;
  }
  return cells;
}

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): NonNullable<List['separator']> {
  const end = text.indexOf('\n');
  const first = (end === -1 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const candidates = [',', ';', '\t'] as const;
  const counts = candidates.map((candidate) => first.split(candidate).length);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ',';
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}

function lineOf(error: unknown): number {
  return error instanceof CsvError && typeof error['lines'] === 'number' ? Math.max(1, error['lines']) : 1;
}

function wordsFor(error: unknown) {
  const code = error instanceof CsvError ? error.code : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return says('A quotation mark is opened and never closed.');
  if (code === 'CSV_MAX_RECORD_SIZE') return says('This line is far too long; is a quotation mark missing?');
  return says('The quotation marks of this line do not fit together.');
}
