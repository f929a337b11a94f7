/** Longest excerpt of a vendor's words, in characters. Same as the limit of `Failure.vendorText`. */
export const excerptLength = 2000;

/**
 * Makes plain text of whatever a server sent: no tags, no scripts, no control or direction-changing characters, white
 * space folded. `&lt;` and `&gt;` stay as they are, so that the result can never become markup again. Only the first
 * few pages are looked at: the patterns below would take long with a large page made to slow them.
 */
export function plainText(raw: string, maxLength: number = excerptLength): string {
  return (
    raw
      .slice(0, maxLength * 8)
      .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(/<[a-z/!?][^<>]*>/gi, ' ')
      // A tag that is never closed here could be closed by what is written behind it.
      .replace(/<(?=[a-z/!?])/gi, ' ')
      .replace(/&nbsp;/gi, ' ')
      .replace(/&quot;/gi, '"')
      .replace(/&(apos|#39);/gi, "'")
      .replace(/&amp;/gi, '&')
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/\p{Cf}+/gu, '')
      .replace(/ {2,}/g, ' ')
      .trim()
      .slice(0, maxLength)
  );
}
