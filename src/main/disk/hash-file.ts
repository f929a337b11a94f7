import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file in hex, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  return (await hashInto(createHash('sha256'), path)).digest('hex');
}

/** Feeds a file, or its first `lengthBytes`, into a hash that goes on afterwards. */
export async function hashInto(hash: Hash, path: string, lengthBytes = Infinity): Promise<Hash> {
  if (lengthBytes <= 0) return hash;
  const end = lengthBytes === Infinity ? undefined : lengthBytes - 1;
  for await (const chunk of createReadStream(path, end === undefined ? {} : { end })) hash.update(chunk as Uint8Array);
  return hash;
}
