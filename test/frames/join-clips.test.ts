import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { joinClips } from '../../src/renderer/frames/join-clips.ts';
import { clips } from '../support/clips.ts';

async function open(path: string): Promise<Input> {
  return new Input({ source: new BufferSource(await readFile(path)), formats: ALL_FORMATS });
}

interface Packet {
  bytes: Buffer;
  timestamp: number;
  type: string;
}

async function packetsOf(input: Input, kind: 'video' | 'audio' = 'video'): Promise<Packet[]> {
  const track = kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (track === null) return [];
  const packets: Packet[] = [];
  for await (const { data, timestamp, type } of new EncodedPacketSink(track).packets()) {
    packets.push({ bytes: Buffer.from(data), timestamp, type });
  }
  return packets;
}

async function joined(...paths: string[]): Promise<Input> {
  const { bytes } = await joinClips(await Promise.all(paths.map(open)), () => undefined);
  return new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
}

async function packetsOfAll(paths: string[], kind: 'video' | 'audio' = 'video'): Promise<Packet[]> {
  const all: Packet[] = [];
  for (const path of paths) all.push(...(await packetsOf(await open(path), kind)));
  return all;
}

describe('joining clips', () => {
  it('copies every packet byte for byte, in order, and not one more', async () => {
    const parts = [clips.numbered24.path, clips.numbered31.path, clips.numbered24.path];
    const result = await packetsOf(await joined(...parts));
    const sources = await packetsOfAll(parts);
    expect(result).toHaveLength(24 + 31 + 24);
    expect(result.map(({ type }) => type)).toEqual(sources.map(({ type }) => type));
    for (const [index, { bytes }] of sources.entries()) {
      expect(result[index]?.bytes.equals(bytes), `packet ${index}`).toBe(true);
    }
  });

  it('shows one frame after the other at an even pace, over the joints as well', async () => {
    const result = await packetsOf(await joined(clips.numbered24.path, clips.numbered31.path));
    const times = result.map(({ timestamp }) => timestamp).sort((left, right) => left - right);
    for (const [index, seconds] of times.entries()) expect(seconds).toBeCloseTo(index / 24, 4);
  });

  it('joins a clip with itself, as after a retry, and a single clip', async () => {
    expect(await packetsOf(await joined(clips.numbered31.path, clips.numbered31.path))).toHaveLength(62);
    expect(await packetsOf(await joined(clips.numbered31.path))).toHaveLength(31);
  });

  it('keeps the sound, packet for packet, and lets none lap over', async () => {
    const parts = [clips.withSound.path, clips.withSound.path];
    const result = await joined(...parts);
    const sound = await packetsOf(result, 'audio');
    const sources = await packetsOfAll(parts, 'audio');
    expect(sound.map(({ bytes }) => bytes.toString('base64'))).toEqual(
      sources.map(({ bytes }) => bytes.toString('base64')),
    );
    const times = sound.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort((left, right) => left - right));
    expect(await packetsOf(result)).toHaveLength(48);
  });

  it('tells how far it is', async () => {
    const parts: number[] = [];
    await joinClips(await Promise.all([open(clips.numbered24.path), open(clips.numbered31.path)]), (part) => {
      parts.push(part);
    });
    expect(parts).toEqual([0.5, 1]);
  });

  it.each([
    ['another size', [clips.numbered24.path, clips.wider24.path], /Clip 1 is 480 × 320 and clip 2 is 640 × 320/],
    [
      'other settings',
      [clips.numbered24.path, clips.numbered31.path, clips.otherSettings.path],
      /Clip 3 was encoded with other settings/,
    ],
    ['another codec', [clips.numbered24.path, clips.vp9.path], /Clip 1 is H\.264 video and clip 2 is VP9/],
    ['sound in one only', [clips.numbered24.path, clips.withSound.path], /Clip 2 has sound and clip 1 has none/],
  ])('says so and forces nothing: %s', async (_name, paths, words) => {
    await expect(joined(...paths)).rejects.toThrow(words);
    await expect(joined(...paths)).rejects.toThrow(/nothing was exported/);
  });
});
