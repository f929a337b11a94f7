import { useMemo, type RefObject } from 'react';
import { useSession } from '../store/session.ts';
import { gridMeasures, type GridMeasures } from './grid-measures.ts';
import { gridRows, type GridRow } from './grid-rows.ts';
import { startOfDay } from './times.ts';
import { useWidth } from './use-width.ts';

/** The listed clips as rows that fit the width of the grid. */
export function useClipRows(
  grid: RefObject<HTMLElement | null>,
  now: number,
): { rows: GridRow[]; measures: GridMeasures } {
  const order = useSession((state) => state.order);
  const jobs = useSession((state) => state.jobs);
  const isComplete = useSession((state) => state.nextBeforeSequence === undefined);
  const width = useWidth(grid);
  const measures = useMemo(() => gridMeasures(width), [width]);
  const today = startOfDay(now);
  const rows = useMemo(() => {
    const clips = order.flatMap((id) => jobs.get(id) ?? []);
    return gridRows(clips, measures.columns, isComplete, today);
  }, [order, jobs, measures.columns, isComplete, today]);
  return { rows, measures };
}
