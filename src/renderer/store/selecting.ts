import { useSession } from './session.ts';

/** One clip in the inspector, or many chosen for one act. */

/** Where a range begins: the clip that was chosen last without Shift. */
let anchorId: string | undefined;

/** The place in the list where a range begins; -1 when there is none. */
export function anchorPlace(): number {
  return anchorId === undefined ? -1 : useSession.getState().order.indexOf(anchorId);
}

export function select(id: string | undefined): void {
  anchorId = id;
  useSession.setState({ selectedId: id, marked: new Set() });
}

/** Ctrl or Cmd with a click: one more, or one less. */
export function toggleMark(id: string): void {
  anchorId = id;
  const { marked, selectedId } = useSession.getState();
  const next = new Set(marked.size > 0 ? marked : selectedId === undefined ? [] : [selectedId]);
  if (!next.delete(id)) next.add(id);
  mark(next);
}

/** Exactly these; one alone goes into the inspector. */
export function mark(ids: ReadonlySet<string>): void {
  const [only] = ids;
  if (ids.size > 1) useSession.setState({ marked: ids });
  else useSession.setState({ marked: new Set(), selectedId: only });
}
