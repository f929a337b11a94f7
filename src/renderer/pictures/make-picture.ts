import { background, qualities, type PicturePlan } from '../../shared/picture/fix.ts';
import { planSmaller } from '../../shared/picture/plan.ts';
import { stripOrientation } from '../../shared/picture/strip.ts';
import { turnOf } from './orientation.ts';
import type { MakeTask } from './picture-task.ts';

/**
 * Runs in the worker: decodes a picture, cuts, scales and turns it in one drawing, and encodes the result in sRGB.
 * Undefined when nothing comes within the plan's bytes; throws where the browser cannot read the picture.
 */
export async function makePicture(task: MakeTask): Promise<Blob | undefined> {
  const bitmap = await decode(task);
  try {
    for (let plan: PicturePlan | undefined = task.plan; plan !== undefined;) {
      const made = await encode(bitmap, { ...task, plan });
      if (made !== undefined) return made;
      plan = task.rules === undefined ? undefined : planSmaller(plan, task.rules);
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

/** As it lies in the file: browsers differ in what EXIF they heed, so it is taken away and the turn is ours. */
async function decode({ file, type, orientation }: MakeTask): Promise<ImageBitmap> {
  if (orientation === undefined) return createImageBitmap(file.slice(0, file.size, type));
  const bytes = stripOrientation(new Uint8Array(await file.arrayBuffer()));
  return createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
}

/** The first coding that is small enough. */
async function encode(bitmap: ImageBitmap, task: MakeTask): Promise<Blob | undefined> {
  const { types, maxBytes } = task.plan;
  for (const type of types) {
    const canvas = draw(bitmap, task, type === 'image/jpeg' || task.isOpaque === true);
    for (const quality of type === 'image/png' ? [1] : qualities) {
      const blob = await canvas.convertToBlob({ type, quality });
      // A browser that cannot write a type writes PNG instead and says so here only.
      if (blob.type === type && blob.size <= maxBytes) return blob;
    }
  }
  return undefined;
}

function draw(bitmap: ImageBitmap, task: MakeTask, isOpaque: boolean): OffscreenCanvas {
  const { widthPixels, heightPixels, area } = task.plan;
  const canvas = new OffscreenCanvas(widthPixels, heightPixels);
  // In plain memory: a picture of 100 megapixels is more than many a graphics card takes.
  const context = canvas.getContext('2d', { alpha: !isOpaque, willReadFrequently: true });
  if (context === null) throw new Error('no drawing surface');
  if (isOpaque) {
    context.fillStyle = background;
    context.fillRect(0, 0, widthPixels, heightPixels);
  }
  context.imageSmoothingQuality = 'high';
  const cut = area ?? { leftPixels: 0, topPixels: 0, widthPixels: task.widthPixels, heightPixels: task.heightPixels };
  context.scale(widthPixels / cut.widthPixels, heightPixels / cut.heightPixels);
  context.translate(-cut.leftPixels, -cut.topPixels);
  context.transform(...turnOf(task.orientation ?? 1, bitmap.width, bitmap.height));
  context.drawImage(bitmap, 0, 0);
  return canvas;
}
