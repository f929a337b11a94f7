/** What EXIF asks for, as a matrix of a drawing surface: `a b c d e f` of `setTransform`. */
export type Turn = [a: number, b: number, c: number, d: number, e: number, f: number];

/** From stored pixels to the picture as shown (Exif 2.3, tag 0x0112), for a stored size of `width` × `height`. */
export function turnOf(orientation: number, width: number, height: number): Turn {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}
