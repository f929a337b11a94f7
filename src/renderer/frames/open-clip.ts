import { EncodedPacketSink, Input, MP4, QTFF, UrlSource, type InputVideoTrack } from 'mediabunny';
import { editEndSeconds } from './edit-end.ts';
import { shownTimes, type PacketFacts } from './frame-table.ts';
import { FrameTrouble } from './frame-trouble.ts';
import { sentence } from '../../shared/sentence.ts';

/** A clip that is open for reading; to be closed when done. */
export interface OpenClip {
  input: Input;
  video: InputVideoTrack;
  /** When each frame is shown, in seconds; at least one. */
  times: readonly number[];
  /** How many packets the video track holds; more than `times` where some are not shown. */
  packets: number;
  close(): void;
}

/** No clip has more; a damaged index may claim any number. Three hours at 60 frames a second. */
const mostPackets = 650_000;
/** How much of a clip is held in memory at once. */
const cacheBytes = 32 * 1024 * 1024;

/** @throws {FrameTrouble} when the file cannot be reached or is no clip that can be read */
export async function openClip(url: string): Promise<OpenClip> {
  const source = new UrlSource(url, {
    // The default tries for ever; the file lies on this computer, so it is there or it is not.
    getRetryDelay: () => null,
    maxCacheSize: cacheBytes,
    handleUnhandledError: () => undefined,
  });
  // No provider's documents name another kind, and a reader of WebM would be 12 kB of the window.
  const input = new Input({ source, formats: [MP4, QTFF] });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (video === null) throw new FrameTrouble(sentence('There is no video in this file.'));
    const packets: PacketFacts[] = [];
    const all = new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true });
    for await (const { timestamp, duration, byteLength } of all) {
      packets.push({ timestamp, duration, byteLength });
      if (packets.length > mostPackets)
        throw new FrameTrouble(sentence('This file says that it holds more frames than any clip.'));
    }
    const times = shownTimes(packets, await editEnd(url, video.id));
    if (times.length === 0) throw new FrameTrouble(sentence('There is no frame in this clip.'));
    return {
      input,
      video,
      times,
      packets: packets.length,
      close: () => {
        input.dispose();
      },
    };
  } catch (thrown) {
    input.dispose();
    throw thrown;
  }
}

async function editEnd(url: string, trackId: number): Promise<number> {
  const head = await fetch(url, { method: 'HEAD' });
  const sizeBytes = Number(head.headers.get('content-length'));
  return editEndSeconds((start, end) => readRange(url, start, end), sizeBytes, trackId);
}

async function readRange(url: string, start: number, end: number): Promise<Uint8Array> {
  const answer = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` } });
  if (answer.status !== 206) throw new FrameTrouble(sentence('The clip could not be read from the disk.'));
  return new Uint8Array(await answer.arrayBuffer());
}
