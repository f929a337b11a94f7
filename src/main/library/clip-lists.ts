import { usualSort, type ClipQuery, type ClipSort, type ClipSortKey } from '../../shared/clip-query.ts';
import type { ClipColumns } from './clip-columns.ts';
import { compileFilter, type ClipFilter } from './clip-filter.ts';
import { compareBy, orderRows, sortKey, type SortKey } from './clip-order.ts';
import type { ClipTexts } from './clip-texts.ts';
import { wordsOf } from './job-search.ts';

/** What a query lists, in its order. */
export interface ClipList {
  /** Rows of the columns; only the first `length` count. */
  rows: Int32Array;
  length: number;
  /** Another number whenever the list is another one. */
  revision: number;
}

/**
 * The lists of the latest queries. A change of one clip is taken into each of them where it belongs: a list that it
 * does not concern stays as it is.
 */
export interface ClipLists {
  list(query: ClipQuery): ClipList;
  filter(query: ClipQuery): ClipFilter;
  /** The keys of a row in the orders that are kept, to be given to `changed` once the row has been changed. */
  keysAt(row: number): RowKeys;
  /** Puts every list right after a change of one row; without keys the row is new. */
  changed(row: number, before: RowKeys | undefined): void;
  revision(): number;
  drop(): void;
}

/** By what it is sorted in each order. */
export type RowKeys = Map<ClipSortKey, number>;

interface KeptList extends ClipList {
  query: ClipQuery;
  words: readonly string[];
  sort: ClipSort;
  /** By row. */
  isMember: Uint8Array;
}

const mostKept = 8;

export function createLists(columns: ClipColumns, texts: ClipTexts, promptPlaces: () => Int32Array): ClipLists {
  const kept = new Map<string, KeptList>();
  /** Whole orders by sort; of use as long as no clip is new and none has another key. */
  const orders = new Map<string, { by: ClipSortKey; rows: Int32Array }>();
  let revision = 0;

  const filterFor = (query: ClipQuery): ClipFilter =>
    compileFilter(query, columns, texts.matches(wordsOf(query.search)));
  const keyFor = (by: ClipSortKey): SortKey => sortKey(by, columns, by === 'prompt' ? promptPlaces() : undefined);

  function orderFor(sort: ClipSort): Int32Array {
    const name = `${sort.by} ${sort.descending}`;
    const known = orders.get(name);
    if (known !== undefined) return known.rows;
    const rows = orderRows(sort, keyFor(sort.by), columns);
    orders.set(name, { by: sort.by, rows });
    return rows;
  }

  function build(query: ClipQuery): KeptList {
    const sort = query.sort ?? usualSort;
    const order = orderFor(sort);
    const filter = filterFor(query);
    const rows = new Int32Array(order.length);
    const isMember = new Uint8Array(order.length);
    let length = 0;
    for (const row of order) {
      if (filter(row) !== 0) continue;
      rows[length] = row;
      length += 1;
      isMember[row] = 1;
    }
    return { query, words: wordsOf(query.search), sort, rows, length, isMember, revision };
  }

  function mend(list: KeptList, row: number, hasNewKey: boolean): void {
    const was = list.isMember[row] === 1;
    const is = filterFor(list.query)(row) === 0;
    if (!was && !is) return;
    if (was && is && !hasNewKey) return;
    if (was) remove(list, row);
    if (is) insert(list, row, compareBy(list.sort, keyFor(list.sort.by), columns));
    list.revision = revision;
  }

  return {
    list(query) {
      const key = JSON.stringify(query, Object.keys(query).toSorted().concat('by', 'descending'));
      const list = kept.get(key) ?? build(query);
      kept.delete(key);
      kept.set(key, list);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return list;
    },

    filter: filterFor,

    keysAt(row) {
      const keys: RowKeys = new Map();
      for (const { by } of [...orders.values(), ...[...kept.values()].map(({ sort }) => sort)]) {
        // The prompt of a clip never changes.
        if (by !== 'prompt' && !keys.has(by)) keys.set(by, keyFor(by)(row));
      }
      return keys;
    },

    changed(row, before) {
      revision += 1;
      const hasNewKey = (by: ClipSortKey): boolean => by !== 'prompt' && !Object.is(before?.get(by), keyFor(by)(row));
      if (before === undefined) orders.clear();
      else for (const [name, { by }] of orders) if (hasNewKey(by)) orders.delete(name);
      for (const [key, list] of kept) {
        // The place of a new prompt among the others is not known, and a search that is not kept would be made anew.
        const isLost = (before === undefined && list.sort.by === 'prompt') || !texts.isKept(list.words);
        if (isLost) kept.delete(key);
        else mend(list, row, before !== undefined && hasNewKey(list.sort.by));
      }
    },

    revision: () => revision,
    drop() {
      kept.clear();
      orders.clear();
      revision += 1;
    },
  };
}

function remove(list: KeptList, row: number): void {
  const at = list.rows.subarray(0, list.length).indexOf(row);
  if (at === -1) return;
  list.rows.copyWithin(at, at + 1, list.length);
  list.length -= 1;
  list.isMember[row] = 0;
}

function insert(list: KeptList, row: number, compare: (one: number, other: number) => number): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list.rows[middle] ?? 0, row) < 0) low = middle + 1;
    else high = middle;
  }
  list.rows = withRoom(list.rows, list.length + 1);
  list.rows.copyWithin(low + 1, low, list.length);
  list.rows[low] = row;
  list.length += 1;
  if (row >= list.isMember.length) {
    const larger = new Uint8Array((row + 1) * 2);
    larger.set(list.isMember);
    list.isMember = larger;
  }
  list.isMember[row] = 1;
}

function withRoom(rows: Int32Array, length: number): Int32Array {
  if (length <= rows.length) return rows;
  const larger = new Int32Array(length * 2);
  larger.set(rows);
  return larger;
}
