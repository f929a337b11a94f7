type Rgb = [red: number, green: number, blue: number];

export interface Palette {
  colours: Rgb[];
  /** The place in `colours` of the pixel that begins at this byte and stands at x, y. */
  indexOf(at: number, x: number, y: number): number;
}

/** One colour of the picture and how many pixels have it. */
interface Shade {
  rgb: Rgb;
  pixels: number;
}

const mostColours = 256;
/** Bayer's pattern, in steps of a channel: it breaks the bands that a sky would have. */
const pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((place) => Math.round((place - 7.5) * 0.3));

/**
 * 256 colours for a picture, by cutting the box of all colours where it is widest (median cut). The flat colours of a
 * window, each on thousands of pixels, come out exactly as they are.
 */
export function paletteOf(rgb: Uint8Array, isDithered = true): Palette {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = packed(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const shades = Array.from(counts, ([colour, pixels]): Shade => ({ rgb: unpacked(colour), pixels }));
  const flat = shades
    .toSorted((one, other) => other.pixels - one.pixels)
    .slice(0, 24)
    .filter(({ pixels }) => pixels * 1500 > rgb.length / 3);
  const others = shades.filter((shade) => !flat.includes(shade));
  const colours = [...flat.map((shade) => shade.rgb), ...cut(others, mostColours - flat.length).map(mean)];
  const known = new Map(flat.map((shade, index) => [pack(shade.rgb), index]));
  const near = new Map<number, number>();
  return {
    colours,
    indexOf(at, x, y) {
      const colour = packed(rgb, at);
      const exact = known.get(colour);
      if (exact !== undefined) return exact;
      const step = isDithered ? (pattern[(y % 4) * 4 + (x % 4)] ?? 0) : 0;
      const wished = pack(unpacked(colour).map((channel) => Math.min(Math.max(channel + step, 0), 255)) as Rgb);
      const found = near.get(wished) ?? nearest(unpacked(wished), colours);
      near.set(wished, found);
      return found;
    },
  };
}

function cut(shades: Shade[], most: number): Shade[][] {
  if (shades.length === 0) return [];
  const boxes = [boxOf(shades)];
  while (boxes.length < most) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.shades.length < 2) break;
    const sorted = widest.shades.toSorted((one, other) => one.rgb[widest.channel] - other.rgb[widest.channel]);
    const half = sorted.reduce((sum, { pixels }) => sum + pixels, 0) / 2;
    let passed = 0;
    const found = sorted.findIndex(({ pixels }) => (passed += pixels) > half);
    const middle = Math.min(Math.max(found, 1), sorted.length - 1);
    boxes.splice(boxes.indexOf(widest), 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes.map((box) => box.shades);
}

interface Box {
  shades: Shade[];
  channel: 0 | 1 | 2;
  /** Its width, and for as much how many pixels it stands for. */
  weight: number;
}

function boxOf(shades: Shade[]): Box {
  const widths = ([0, 1, 2] as const).map((channel) => {
    let [least, most] = [255, 0];
    for (const { rgb } of shades) {
      least = Math.min(least, rgb[channel]);
      most = Math.max(most, rgb[channel]);
    }
    return { channel, width: most - least };
  });
  const { channel, width } = widths.reduce((best, one) => (one.width > best.width ? one : best));
  const pixels = shades.reduce((sum, shade) => sum + shade.pixels, 0);
  return { shades, channel, weight: shades.length < 2 ? 0 : width * Math.sqrt(pixels) };
}

function mean(shades: readonly Shade[]): Rgb {
  const pixels = shades.reduce((sum, shade) => sum + shade.pixels, 0);
  const of = (channel: 0 | 1 | 2): number =>
    Math.round(shades.reduce((sum, shade) => sum + shade.rgb[channel] * shade.pixels, 0) / pixels);
  return [of(0), of(1), of(2)];
}

function nearest([red, green, blue]: Rgb, colours: readonly Rgb[]): number {
  let best = 0;
  let least = Infinity;
  for (const [index, other] of colours.entries()) {
    const distance = (other[0] - red) ** 2 + (other[1] - green) ** 2 + (other[2] - blue) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = index;
  }
  return best;
}

function packed(rgb: Uint8Array, at: number): number {
  return pack([rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]);
}

function pack([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue;
}

function unpacked(colour: number): Rgb {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
