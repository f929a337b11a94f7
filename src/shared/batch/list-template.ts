import { columns } from './columns.ts';

/** A list to begin with, as people download it. Its rows can be imported as they are, but for the picture. */
export function listTemplate(): { name: string; text: string } {
  const rows = [
    ['A lighthouse at dawn, the camera circles it slowly', '', '', '', '6', '768P', 'promptOptimizer', 'coast, dawn'],
    ['Waves break over the rocks', 'https://example.com/rocks.jpg', '', '', '6', '768P', '', 'coast'],
  ];
  const lines = [columns, ...rows].map((cells) => cells.map(quoted).join(','));
  // The mark in front is what makes spreadsheets read it as UTF-8.
  return { name: 'conch-list.csv', text: `\u{FEFF}${lines.join('\r\n')}\r\n` };
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
