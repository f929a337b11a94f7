/** Where a letter of the mirrored text stands, in pixels from the mirror's own corner. */
export function placeOf(mirror: HTMLElement, index: number): { left: number; top: number; height: number } {
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let left = index;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    if (left < length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const letter = range.getBoundingClientRect();
      const corner = mirror.getBoundingClientRect();
      return { left: letter.left - corner.left, top: letter.top - corner.top, height: letter.height };
    }
    left -= length;
  }
  return { left: 0, top: 0, height: 0 };
}
