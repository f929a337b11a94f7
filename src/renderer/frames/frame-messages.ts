import type { Failure } from '../../shared/failure.ts';

/** What the window and its frame worker say to each other. */

/** Where in a clip: one of its ends, or the frame on screen at a moment, in seconds. */
export type FrameChoice = 'first' | 'last' | { seconds: number };

export type FrameTask =
  /** The presentation times of all frames. */
  | { kind: 'times'; url: string }
  /** One frame as a picture. */
  | { kind: 'picture'; url: string; choice: FrameChoice }
  /** Several clips as one. */
  | { kind: 'join'; urls: readonly string[] };

/** A frame at full size, as PNG in sRGB. */
export interface FramePicture {
  png: Blob;
  /** From 0, in the order in which frames are shown. */
  index: number;
  /** How many frames the clip shows. */
  count: number;
  seconds: number;
  widthPixels: number;
  heightPixels: number;
}

/** Clips joined without re-encoding. */
export interface JoinedClips {
  mp4: Blob;
  frames: number;
  lengthSeconds: number;
}

export type FrameResult = readonly number[] | FramePicture | JoinedClips;

export type FrameAnswer =
  | { kind: 'done'; result: FrameResult }
  /** Plain words for the person. */
  | ({ kind: 'failed' } & Pick<Failure, 'message' | 'said'>)
  /** A sign of life in a long task: the part that is done, 0 to 1. */
  | { kind: 'progress'; part: number };
