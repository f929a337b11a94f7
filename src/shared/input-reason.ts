import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Says in a few words which field of an input is wrong, e.g. `request.prompt is missing or of the wrong kind`.
 * It names the field, never what stood in it: the input may hold a key.
 */
export function inputReason(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'the input is wrong';
  const field = issue.path.map(readable).join('.');
  return `${field === '' ? 'the input' : field} ${wrongness(issue.code)}`;
}

/** A path may hold names that the caller made up; only ordinary ones are repeated. */
function readable(part: PropertyKey): string {
  const name = String(part);
  return /^[A-Za-z0-9]{1,30}$/.test(name) ? name : '…';
}

function wrongness(code: Issue['code']): string {
  switch (code) {
    case 'invalid_type':
      return 'is missing or of the wrong kind';
    case 'too_big':
      return 'is too long or too large';
    case 'too_small':
      return 'is too short or too small';
    case 'invalid_format':
      return 'is not in the expected form';
    case 'unrecognized_keys':
      return 'has a field that Conch does not know';
    case 'invalid_key':
      return 'has a name that Conch does not know';
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_element':
    case 'invalid_value':
    case 'custom':
      return 'has a value that is not allowed';
  }
}
