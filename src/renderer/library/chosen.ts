/** Whether a clip is drawn as chosen: one of the many, or the one in the inspector. */
export function isChosen(id: string | undefined, selectedId: string | undefined, marked: ReadonlySet<string>): boolean {
  return id !== undefined && (marked.size > 0 ? marked.has(id) : id === selectedId);
}
