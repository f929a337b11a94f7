import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type EncodedPacket,
  type Input,
  type InputTrack,
} from 'mediabunny';
import { FrameTrouble } from './frame-trouble.ts';
import { assertJoinable, joinPartOf, type JoinPart } from './joinable.ts';
import { sentence } from '../../shared/sentence.ts';

/** Joins clips into one MP4 by copying their packets: nothing is decoded, nothing is encoded, no frame is dropped. */

export interface Joined {
  bytes: ArrayBuffer;
  frames: number;
  lengthSeconds: number;
}

/** The result is put together in memory. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * @param progressed told of the part that is done, 0 to 1
 * @throws {FrameTrouble} when the clips differ in something that copying cannot bridge
 */
export async function joinClips(inputs: readonly Input[], progressed: (part: number) => void): Promise<Joined> {
  const parts: JoinPart[] = [];
  for (const [index, input] of inputs.entries()) parts.push(await joinPartOf(input, index + 1));
  await assertJoinable(parts);
  const [first] = parts;
  const videoCodec = await first?.video.getCodec();
  if (first === undefined || videoCodec === null || videoCodec === undefined) {
    throw new FrameTrouble(sentence('These clips are of a kind that cannot be joined.'));
  }
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const video = new EncodedVideoPacketSource(videoCodec);
  output.addVideoTrack(video, { transformationMatrix: await first.video.getTransformationMatrix() });
  const audioCodec = (await first.audio?.getCodec()) ?? undefined;
  const audio = audioCodec && new EncodedAudioPacketSource(audioCodec);
  if (audio !== undefined) output.addAudioTrack(audio);
  await output.start();

  let frames = 0;
  let sizeBytes = 0;
  /** Where the clip that is copied begins in the result, in seconds. */
  let beginsAt = 0;
  function counted(packet: EncodedPacket): void {
    sizeBytes += packet.byteLength;
    if (sizeBytes > mostBytes)
      throw new FrameTrouble(sentence('Together these clips are larger than 1 GB, which is too much to join.'));
  }

  const videoMeta = { decoderConfig: (await first.video.getDecoderConfig()) ?? undefined };
  const audioMeta = { decoderConfig: (await first.audio?.getDecoderConfig()) ?? undefined };
  for (const [index, part] of parts.entries()) {
    const { startsAt, endsAt } = await spanOf(part);
    const shift = beginsAt - (index === 0 ? Math.min(0, startsAt) : startsAt);
    for await (const packet of packetsOf(part.video)) {
      counted(packet);
      await video.add(packet.clone({ timestamp: packet.timestamp + shift }), videoMeta as EncodedVideoChunkMetadata);
      frames += 1;
    }
    if (audio !== undefined && part.audio !== null) {
      for await (const packet of packetsOf(part.audio)) {
        counted(packet);
        await audio.add(packet.clone({ timestamp: packet.timestamp + shift }), audioMeta as EncodedAudioChunkMetadata);
      }
    }
    beginsAt = endsAt + shift;
    progressed((index + 1) / parts.length);
  }
  await output.finalize();
  if (target.buffer === null) throw new FrameTrouble(sentence('There is not enough memory to join these clips.'));
  return { bytes: target.buffer, frames, lengthSeconds: beginsAt };
}

/** From the first moment of picture or sound to the last, so that neither laps over into the next clip. */
async function spanOf({ video, audio }: JoinPart): Promise<{ startsAt: number; endsAt: number }> {
  const tracks: InputTrack[] = audio === null ? [video] : [video, audio];
  let [startsAt, endsAt] = [Infinity, 0];
  for (const track of tracks) {
    // The first packet to be decoded need not be the first one shown.
    for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(undefined, undefined, {
      metadataOnly: true,
    })) {
      startsAt = Math.min(startsAt, timestamp);
      endsAt = Math.max(endsAt, timestamp + duration);
    }
  }
  return { startsAt: Number.isFinite(startsAt) ? startsAt : 0, endsAt };
}

function packetsOf(track: InputTrack): AsyncIterable<EncodedPacket> {
  return new EncodedPacketSink(track).packets();
}
