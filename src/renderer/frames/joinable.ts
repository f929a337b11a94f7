import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import { codecName, FrameTrouble } from './frame-trouble.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';

/** Whether clips can be joined by copying their packets: then one set of decoder settings has to serve them all. */

export interface JoinPart {
  video: InputVideoTrack;
  audio: InputAudioTrack | null;
}

/** @throws {FrameTrouble} when the file has no video or more than one track of a kind */
export async function joinPartOf(input: Input, place: number): Promise<JoinPart> {
  const [videos, audios] = [await input.getVideoTracks(), await input.getAudioTracks()];
  const [video] = videos;
  if (video === undefined) throw new FrameTrouble(sentence('Clip {{place}} of the chain has no video.', { place }));
  if (videos.length > 1 || audios.length > 1) {
    throw new FrameTrouble(
      sentence('Clip {{place}} of the chain has several tracks of one kind, so it cannot be joined.', { place }),
    );
  }
  return { video, audio: audios[0] ?? null };
}

/** @throws {FrameTrouble} that names the first clip that differs from the first one, and in what */
export async function assertJoinable(parts: readonly JoinPart[]): Promise<void> {
  const [first, ...others] = parts;
  if (first === undefined) throw new FrameTrouble(sentence('There is no clip to join.'));
  const wanted = await factsOf(first);
  for (const [index, other] of others.entries()) {
    const difference = differenceOf(wanted, await factsOf(other), index + 2);
    if (difference !== undefined) {
      throw new FrameTrouble(
        difference,
        sentence('They cannot be joined without encoding them anew, so nothing was exported.'),
        sentence('The clips themselves stay as they are.'),
      );
    }
  }
}

interface Facts {
  codec: string | null;
  size: string;
  shape: string;
  video: string;
  audioCodec: string | null | undefined;
  audio: string;
}

async function factsOf({ video, audio }: JoinPart): Promise<Facts> {
  const config = await video.getDecoderConfig();
  const audioConfig = await audio?.getDecoderConfig();
  return {
    codec: await video.getCodec(),
    size: `${await video.getDisplayWidth()} × ${await video.getDisplayHeight()}`,
    shape: JSON.stringify([
      await video.getRotation(),
      await video.getFlip(),
      await video.getPixelAspectRatio(),
      await video.getCodedWidth(),
      await video.getCodedHeight(),
    ]),
    video: JSON.stringify([config?.codec, bytesText(config?.description), await video.getColorSpace()]),
    audioCodec: audio === null ? undefined : await audio.getCodec(),
    audio: JSON.stringify([
      audioConfig?.codec,
      audioConfig?.sampleRate,
      audioConfig?.numberOfChannels,
      bytesText(audioConfig?.description),
    ]),
  };
}

function differenceOf(first: Facts, other: Facts, place: number): Sentence | undefined {
  if (other.codec !== first.codec) {
    if (first.codec === null || other.codec === null) {
      return sentence('Clip 1 and clip {{place}} are of different kinds of video.', { place });
    }
    const facts = { first: codecName(first.codec), other: codecName(other.codec), place };
    return sentence('Clip 1 is {{first}} video and clip {{place}} is {{other}}.', facts);
  }
  if (other.size !== first.size) {
    return sentence('Clip 1 is {{first}} and clip {{place}} is {{other}}.', {
      first: first.size,
      other: other.size,
      place,
    });
  }
  if (other.shape !== first.shape) {
    return sentence('Clip {{place}} is turned or stretched in another way than clip 1.', { place });
  }
  if (other.video !== first.video) {
    return sentence('Clip {{place}} was encoded with other settings than clip 1.', { place });
  }
  if ((other.audioCodec === undefined) !== (first.audioCodec === undefined)) {
    return other.audioCodec === undefined
      ? sentence('Clip 1 has sound and clip {{place}} has none.', { place })
      : sentence('Clip {{place}} has sound and clip 1 has none.', { place });
  }
  if (other.audio !== first.audio)
    return sentence('The sound of clip {{place}} was encoded with other settings than that of clip 1.', { place });
  return undefined;
}

/** A description may be a buffer or a view of one. */
function bytesText(bytes: ArrayBufferLike | ArrayBufferView | undefined): string {
  if (bytes === undefined) return '';
  const { buffer, offset, length } = ArrayBuffer.isView(bytes)
    ? { buffer: bytes.buffer, offset: bytes.byteOffset, length: bytes.byteLength }
    : { buffer: bytes, offset: 0, length: bytes.byteLength };
  return new Uint8Array(buffer, offset, length).join();
}
