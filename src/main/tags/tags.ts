/** What Conch writes into a video file for people and programs to read. */
export interface Tags {
  title: string;
  description: string;
  comment: string;
  /** JSON for Conch itself, and for whoever wants to know more. */
  record: string;
}

/** Under these names the record stands as a free-form item (`mean` and `name`), or as a key of both. */
export const recordMean = 'app.conch.studio';
export const recordName = 'clip';
export const recordKey = `${recordMean}.${recordName}`;

/** A record is some kilobytes; more than this is none of ours. */
export const largestRecordBytes = 1_000_000;

/** The file is left as it is. The message is for the log. */
export class Untaggable extends Error {}
