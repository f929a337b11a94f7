/**
 * When a signed link dies, as far as the link itself tells: S3 and its kin (`X-Amz-Date` + `X-Amz-Expires`, also with
 * the prefixes of Google and Alibaba), CloudFront and OSS (`Expires`, epoch seconds), Azure (`se`). Pure.
 */
export function expiryOf(link: string): number | undefined {
  if (!URL.canParse(link)) return undefined;
  const parameters = new Map([...new URL(link).searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  for (const vendor of ['x-amz', 'x-goog', 'x-oss']) {
    const signedAt = compactDate(parameters.get(`${vendor}-date`));
    const lifeSeconds = wholeNumber(parameters.get(`${vendor}-expires`));
    if (signedAt !== undefined && lifeSeconds !== undefined) return signedAt + lifeSeconds * 1000;
  }
  const expires = wholeNumber(parameters.get('expires'));
  // A small number is a span of time that says nothing without its start.
  if (expires !== undefined && expires > 1_000_000_000) return expires * 1000;
  const azure = Date.parse(parameters.get('se') ?? '');
  return parameters.has('sig') && Number.isFinite(azure) ? azure : undefined;
}

/** `20261121T070000Z`. */
function compactDate(text: string | undefined): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text ?? '');
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}
