/**
 * Texts in a table that a spreadsheet will open. A cell that begins like a formula could run a command or send what is
 * beside it somewhere (OWASP "CSV Injection", read 2026-11-21); behind an apostrophe it is a text. Pure.
 */

/** What a spreadsheet may take for the start of a formula, in whatever width and behind whatever blanks. */
const formulaStart = /^(?:[\t\r\n\0]|[\s\p{Cf}\p{Cc}]*[=+\-@|%＝＋－＠﹢﹣−'])/u;

export function guardCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** What a cell was before it was guarded: an apostrophe in front is always one of ours. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
