import { VideoSampleSink, type VideoSample } from 'mediabunny';
import type { FrameChoice, FramePicture } from './frame-messages.ts';
import { frameAt } from './frame-table.ts';
import { codecName, FrameTrouble } from './frame-trouble.ts';
import { openClip, type OpenClip } from './open-clip.ts';
import { writePng } from './write-png.ts';
import { sentence } from '../../shared/sentence.ts';

/** More than any clip has, and 256 MB of pixels. */
const mostPixels = 8192 * 8192;

/**
 * One frame of a clip, decoded from the key frame before it, so that it is the very frame and not one nearby.
 *
 * @throws {FrameTrouble} when there is no decoder for it, or the file gives no such frame
 */
export async function takeFrame(url: string, choice: FrameChoice): Promise<FramePicture> {
  const clip = await openClip(url);
  try {
    return await frameOf(clip, choice);
  } finally {
    clip.close();
  }
}

async function frameOf({ video, times }: OpenClip, choice: FrameChoice): Promise<FramePicture> {
  if (!(await video.canDecode())) {
    const codec = await video.getCodec();
    throw new FrameTrouble(
      codec === null
        ? sentence(
            'This clip is video of an unknown kind, which cannot be decoded here, so no frame can be taken from it.',
          )
        : sentence('This clip is {{codec}} video, which cannot be decoded here, so no frame can be taken from it.', {
            codec: codecName(codec),
          }),
      sentence('Another player may open the file.'),
    );
  }
  const index = choice === 'first' ? 0 : choice === 'last' ? times.length - 1 : frameAt(times, choice.seconds);
  const seconds = times[index] ?? 0;
  const sample = await new VideoSampleSink(video).getSample(seconds);
  if (sample === null)
    throw new FrameTrouble(sentence('This frame of the clip could not be decoded. The file may be damaged.'));
  try {
    const { displayWidth: widthPixels, displayHeight: heightPixels } = sample;
    // A decoder that gave up before the end hands over an earlier frame; that one must not pass for the one asked for.
    if (frameAt(times, sample.timestamp) !== index) {
      throw new FrameTrouble(
        sentence('The clip breaks off before this frame, so it could not be taken. The file may be damaged.'),
      );
    }
    if (widthPixels * heightPixels > mostPixels)
      throw new FrameTrouble(sentence('The frames of this clip are too large.'));
    return { png: await pngOf(sample), index, count: times.length, seconds, widthPixels, heightPixels };
  } finally {
    sample.close();
  }
}

/** In sRGB, upright, with square pixels. */
async function pngOf(sample: VideoSample): Promise<Blob> {
  const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
  const context = canvas.getContext('2d', { alpha: false, colorSpace: 'srgb', willReadFrequently: true });
  if (context === null) throw new FrameTrouble(sentence('There is not enough memory for a picture of this size.'));
  sample.draw(context, 0, 0, canvas.width, canvas.height);
  return writePng(context.getImageData(0, 0, canvas.width, canvas.height));
}
