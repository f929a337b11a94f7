import { createHash } from 'node:crypto';
import { FailureError, failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';

/** What a key may look like, and what may be shown of it. Pure. */

/** Trims and checks. Throws `FailureError` for text that could never be sent in a header. */
export function cleanKey(text: string): string {
  const key = text.trim();
  if (key === '') throw refuse(sentence('The key is empty.'));
  if (/\s/u.test(key))
    throw refuse(
      sentence(
        'A key has no spaces or line breaks inside. Copy the key alone, without a word such as “Bearer” before it.',
      ),
    );
  // Visible ASCII: the part of a header field that every server reads alike (RFC 9110, 5.5).
  if (!/^[\u0021-\u007e]+$/.test(key)) {
    throw refuse(sentence('The key holds characters that a key cannot have. Copy it again from the provider’s page.'));
  }
  return key;
}

/** Four last characters of a key that is long enough for them to give nothing away. */
export function hintOf(key: string): string | undefined {
  return key.length >= 12 ? key.slice(-4) : undefined;
}

/** First 8 hex digits of the key's SHA-256. */
export function fingerprintOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
