/** Formatters of Intl, each made once: to make one takes far longer than to use it, and a list drawn anew uses hundreds. */
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once(`number ${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options));
}

/** In this computer’s time zone, as it was when the formatter was made. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // A computer that travels gets another zone while Conch runs.
  const zone = new Date().getTimezoneOffset();
  return once(`date ${language} ${zone} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(language, options));
}

function once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = kept.get(key);
  if (known !== undefined) return known as F;
  const made = make();
  kept.set(key, made);
  return made;
}
