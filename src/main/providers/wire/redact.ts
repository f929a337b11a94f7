/** Takes the secrets out of a text. */
export type Redactor = (text: string) => string;

const mark = '[key removed]';

/**
 * A shorter secret cannot be told from an ordinary word, and blanking it would spoil ids and links. Real keys of all
 * five providers have 30 characters and more.
 */
const shortestSecret = 6;

/**
 * Replaces every occurrence of any secret: as it is, escaped for JSON, percent-encoded, in hex, and in base64 at each of
 * the three places where it can begin inside a longer encoded text (such as `user:key`). A text that is cut off in the
 * middle of a secret loses its beginning as well.
 *
 * @param privateNames parts of addresses that open something by themselves: the whole address around one is replaced
 */
export function createRedactor(secrets: readonly string[], privateNames: readonly string[] = []): Redactor {
  const usable = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= shortestSecret);
  const forms = [...new Set(usable.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  const links = privateNames.map(
    (name) => new RegExp(`[^\\s"'<>]*${name.replaceAll(/[^A-Za-z0-9]/g, '\\$&')}[^\\s"'<>]*`, 'g'),
  );
  return (text) => {
    const unlinked = links.reduce((rest, link) => rest.replace(link, '[link removed]'), text);
    const whole = forms.reduce((rest, form) => rest.replaceAll(form, mark), unlinked);
    return withoutTail(whole, forms);
  };
}

function withoutTail(text: string, forms: readonly string[]): string {
  let longest = 0;
  for (const form of forms) {
    for (
      let length = Math.min(form.length - 1, text.length);
      length >= Math.max(shortestSecret, longest + 1);
      length -= 1
    ) {
      if (text.endsWith(form.slice(0, length))) longest = length;
    }
  }
  return longest === 0 ? text : text.slice(0, -longest) + mark;
}

function formsOf(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const hex = Buffer.from(secret).toString('hex');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ...base64Forms(secret),
    hex,
    hex.toUpperCase(),
  ].filter((form) => form.length >= shortestSecret);
}

function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    const encoded = bytes.toString('base64').replace(/=+$/, '');
    // The characters that share bits with neighbours differ from text to text, so only the inner ones can be looked for.
    const first = [0, 2, 3][shift] ?? 0;
    const last = bytes.length % 3 === 0 ? encoded.length : encoded.length - 1;
    const core = encoded.slice(first, last);
    // Groups of four can be read by themselves, so the whole ones inside count even where the ends are cut off.
    const groups = encoded.slice(4, encoded.length - 4);
    return [core, groups].flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
  });
}
