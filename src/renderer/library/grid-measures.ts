import type { TileSize } from '../store/view.ts';
import type { GridRow } from './grid-layout.ts';

/** The geometry of the list, in pixels. Every row has a height that is known beforehand, so nothing is measured. */

const tileMin: Record<TileSize, number> = { small: 128, medium: 176, large: 288 };
/** In a wide window clips grow before there are more of them: a row of twelve is no longer looked at. */
const usualColumns: Record<TileSize, number> = { small: 12, medium: 8, large: 5 };
const gap = 16;
/** Space between poster and caption, caption, meta line. */
const captionHeight = 7 + 18 + 16;
const headHeight = 32;
const belowGroup = 12;

export interface GridMeasures {
  columns: number;
  tileWidth: number;
  posterHeight: number;
}

export function gridMeasures(width: number, size: TileSize): GridMeasures {
  const least = Math.max(tileMin[size], width / usualColumns[size] - gap);
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const tileWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
  return { columns, tileWidth, posterHeight: (tileWidth * 9) / 16 };
}

export function rowHeight(row: GridRow | undefined, { posterHeight }: GridMeasures): number {
  if (row === undefined || row.kind === 'head') return headHeight;
  return posterHeight + captionHeight + (row.lastOfGroup ? belowGroup : gap);
}

/** From the edge at which a line of text begins. */
export function tileStart(column: number, { tileWidth }: GridMeasures): number {
  return column * (tileWidth + gap);
}
