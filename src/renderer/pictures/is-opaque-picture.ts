/** Few enough rows at a time that the look itself needs next to no memory. */
const rowsAtOnce = 128;

/** Looks at every pixel: whether nothing is see-through. Throws where the browser cannot read the picture. */
export async function isOpaquePicture(file: Blob, type: string): Promise<boolean> {
  const bitmap = await createImageBitmap(file.slice(0, file.size, type));
  try {
    const canvas = new OffscreenCanvas(bitmap.width, Math.min(rowsAtOnce, bitmap.height));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no drawing surface');
    for (let top = 0; top < bitmap.height; top += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, bitmap.height - top);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(bitmap, 0, -top);
      const { data } = context.getImageData(0, 0, bitmap.width, rows);
      for (let index = 3; index < data.length; index += 4) if (data[index] !== 255) return false;
    }
    return true;
  } finally {
    bitmap.close();
  }
}
