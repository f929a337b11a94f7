import { randomBytes } from 'node:crypto';
import type { ImageHostTest } from '../../shared/contract.ts';
import { failureFrom } from '../../shared/failure.ts';
import { says, sentence, sentencesOf } from '../../shared/sentence.ts';
import type { Bucket } from './bucket.ts';

const steps = {
  write: sentence('Writing a small object failed.'),
  read: sentence('The object was written, but reading it back through a link failed.'),
  delete: sentence('Writing and reading work, but deleting the object failed.'),
} as const;

/** "Test": the three things that every upload needs, with a small object of random bytes. */
export async function tryHost(
  bucket: Bucket,
  { prefix, isPublic, now, signal }: { prefix: string; isPublic: boolean; now(): number; signal: AbortSignal },
): Promise<ImageHostTest> {
  const name = `${prefix}${randomBytes(32).toString('hex')}`;
  const bytes = randomBytes(64);
  let step: keyof typeof steps = 'write';
  let stored;
  try {
    stored = await bucket.put(name, { bytes, type: 'application/octet-stream' }, signal);
    step = 'read';
    const link = await bucket.presign(name, { lifeSeconds: 60, atMs: stored.hostTimeMs ?? now() });
    const back = await bucket.fetchLink(link, 4096, signal);
    if (!bytes.equals(back)) {
      const why = sentence('What came back is not what was written. Is this the S3 address?');
      return { works: false, ...says(steps.read, why) };
    }
    step = 'delete';
    await bucket.remove(name, stored.versionId, signal);
  } catch (thrown) {
    // Best effort: the sentence about the step that failed matters more than what this one has to say.
    if (step === 'read') await bucket.remove(name, stored?.versionId, signal).catch(() => undefined);
    return { works: false, ...says(steps[step], ...sentencesOf(failureFrom(thrown))) };
  }
  if (isPublic)
    return { works: true, ...says('It works: Conch wrote an object, read it back through a link and deleted it.') };
  return {
    works: true,
    ...says(
      'It works from here, but only this computer can reach it: no provider on the internet could fetch a picture from it.',
    ),
  };
}
