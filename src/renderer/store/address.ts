import { clipQuerySchema, type ClipQuery } from '../../shared/clip-query.ts';

/**
 * The query in the window's address, so that Back and Forward work, and a reload comes back to the same list:
 * `#/clips?search=fox&states=failed,unknown&sort=-rating`. Pure but for the history.
 */

const prefix = '#/clips';
const lists = ['states', 'providerIds', 'modelIds', 'modes', 'durations', 'resolutions', 'tags'] as const;
const numbers = ['createdFromAt', 'createdBeforeAt', 'minRating'] as const;
const switches = ['favourite', 'trashed'] as const;
const texts = ['search', 'collectionId'] as const;

export function addressOf(query: ClipQuery): string {
  const words = new URLSearchParams();
  for (const name of texts) if (query[name] !== undefined) words.set(name, query[name]);
  for (const name of lists) for (const value of query[name] ?? []) words.append(name, String(value));
  for (const name of numbers) if (query[name] !== undefined) words.set(name, String(query[name]));
  for (const name of switches) if (query[name] === true) words.set(name, 'yes');
  if (query.sort !== undefined) words.set('sort', `${query.sort.descending ? '-' : ''}${query.sort.by}`);
  const text = words.toString();
  return text === '' ? prefix : `${prefix}?${text}`;
}

/** Whether an address is one of the library's, as an empty one is. */
export function isLibraryAddress(address: string): boolean {
  return address === '' || address === '#' || address === prefix || address.startsWith(`${prefix}?`);
}

/** The query of an address; an empty one where the address says none, or nonsense. */
export function queryOf(address: string): ClipQuery {
  if (!address.startsWith(prefix)) return {};
  const words = new URLSearchParams(address.slice(prefix.length + 1));
  const found: Record<string, unknown> = {};
  for (const name of texts) if (words.has(name)) found[name] = words.get(name);
  for (const name of lists) {
    const values = words.getAll(name);
    if (values.length > 0) found[name] = name === 'durations' ? values.map(Number) : values;
  }
  for (const name of numbers) if (words.has(name)) found[name] = Number(words.get(name));
  for (const name of switches) if (words.has(name)) found[name] = true;
  const sort = words.get('sort');
  if (sort !== null) found['sort'] = { by: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
  return clipQuerySchema.catch({}).parse(found);
}

/** A change of the search alone is one step of the history, however many letters are typed. */
export function keepAddress(query: ClipQuery): void {
  const address = addressOf(query);
  if (address === location.hash || (address === prefix && location.hash === '')) return;
  const { search: _now, ...rest } = query;
  const { search: before, ...restBefore } = queryOf(location.hash);
  const onlyTyped = before !== undefined && addressOf(rest) === addressOf(restBefore);
  if (onlyTyped) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
}

/** Tells of each query that Back or Forward leads to; not of what is shown in place of the library. */
export function onAddress(listener: (query: ClipQuery) => void): () => void {
  const tell = () => {
    if (isLibraryAddress(location.hash)) listener(queryOf(location.hash));
  };
  window.addEventListener('popstate', tell);
  return () => {
    window.removeEventListener('popstate', tell);
  };
}
