import type { Page } from '@playwright/test';

/** How far two pictures of the same size lie apart: the mean difference of a colour channel, 0 to 255. */
export async function meanDifference(page: Page, left: Buffer, right: Buffer): Promise<number> {
  const addresses = [left, right].map((bytes) => `data:image/png;base64,${bytes.toString('base64')}`);
  return page.evaluate(async (sources) => {
    const [one, other] = await Promise.all(
      sources.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, canvas.width, canvas.height);
      }),
    );
    if (one?.width !== other?.width || one?.height !== other?.height) return Infinity;
    const [a, b] = [one?.data ?? [], other?.data ?? []];
    let sum = 0;
    for (const [index, value] of a.entries()) sum += Math.abs(value - (b[index] ?? 0));
    return (sum / a.length) * (4 / 3);
  }, addresses);
}
