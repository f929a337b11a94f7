import { generate } from '../store/generating.ts';
import { openSheet } from '../sheet/sheet-state.ts';
import { useTakes } from '../store/takes.ts';
import { clipCount } from './clip-count.ts';
import { shotOf, type Composition } from './composition.ts';

/** Generate: a single clip goes at once, several only after they were looked at together. */
export function send(composition: Composition): void {
  const { takes } = useTakes.getState();
  const { request, values } = composition;
  if (clipCount(composition, takes) === 1) void generate(shotOf(composition));
  else openSheet({ kind: 'takes', drafts: [{ request }], takes, values });
}
