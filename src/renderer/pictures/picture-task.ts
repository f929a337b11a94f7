import type { ImageRules, PictureType } from '../../shared/model.ts';
import type { PictureFacts } from '../../shared/picture/facts.ts';
import type { PicturePlan } from '../../shared/picture/fix.ts';
import type { Failure } from '../../shared/failure.ts';

/** What the window asks of its picture worker, and what that answers. */
export type PictureTask = TakeInTask | MakeTask;

/** Look at a file; where it cannot be used as it is and nothing of its content is lost by it, make it usable. */
export interface TakeInTask {
  kind: 'take-in';
  file: Blob;
  /** Of the chosen model. Absent: it takes no picture. */
  rules?: ImageRules | undefined;
}

/** Make a picture anew by a plan. */
export interface MakeTask {
  kind: 'make';
  file: Blob;
  type: PictureType;
  /** As shown. */
  widthPixels: number;
  heightPixels: number;
  /** As in EXIF; absent: upright. */
  orientation?: number | undefined;
  /** Known to have nothing see-through: a PNG is then written without that channel. */
  isOpaque?: boolean | undefined;
  plan: PicturePlan;
  /** For the next smaller size, where no coding comes within the plan's bytes. Absent: the size stays. */
  rules?: ImageRules | undefined;
}

export interface TakenIn {
  facts: PictureFacts;
  /** The file could have see-through parts, and every pixel was looked at: it has none. */
  isOpaque?: boolean;
  /** Absent: the file is used as it is. */
  made?: { picture: Blob; plan: PicturePlan };
}

export type PictureAnswer =
  /** A sign of life: the file is sound, and is being made usable. */
  | { kind: 'preparing' }
  | { kind: 'taken-in'; result: TakenIn }
  /** Without a picture: nothing came within the bytes. */
  | { kind: 'made'; picture: Blob | undefined }
  /** Plain words for the person. */
  | ({ kind: 'refused' } & Pick<Failure, 'message' | 'said'>);
