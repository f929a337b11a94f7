/**
 * Texts in a table that a spreadsheet will open. A cell that begins like a formula could run a command or send what is
 * beside it somewhere (OWASP "CSV Injection", read 2026-11-21); behind an apostrophe it is a text. Pure.
 */

/** What a spreadsheet may take for the start of a formula, in whatever width and behind whatever blanks. */
const formulaStart = /^(?:[\t\r\n\0]|[\s\p{Cf}\p{Cc}]*[=+\-@|%＝＋－＠﹢﹣−'])/u;

/**
 * Where a spreadsheet may begin another cell, whatever the table says: where a comma stands in numbers, it takes a
 * semicolon between cells, and then no mark of quotation counts.
 */
const borders = /(?<=[;\t])/u;

export function guardCell(text: string): string {
  const [first = '', ...others] = text.split(borders);
  const guarded = others.map((part) => (formulaStart.test(part) ? `'${part}` : part));
  return `${formulaStart.test(text) ? "'" : ''}${first}${guarded.join('')}`;
}

/** What a cell was before it was guarded: an apostrophe in front of a formula is always one of ours. */
export function unguardCell(cell: string): string {
  const bare = cell.startsWith("'") ? cell.slice(1) : cell;
  const [first = '', ...others] = bare.split(borders);
  const unguarded = others.map((part) => (part.startsWith("'") ? part.slice(1) : part));
  return `${first}${unguarded.join('')}`;
}
