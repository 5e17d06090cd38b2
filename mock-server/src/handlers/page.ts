import { Refusal } from '../errors/refusal.ts';

/** The part of a list that a request asks for: a page, counted from 1, or the items after a given item. */
export interface PageQuery {
  readonly page?: number;
  readonly after?: string;
  readonly itemsPerPage?: number;
}

const DEFAULT_ITEMS_PER_PAGE = 50;

/** The position of the item after `id` in a list; `undefined` for an id that the list never had. */
export type IndexAfter = (id: string) => number | undefined;

/** The items of a list that a query asks for, counted from 0. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The items that are asked for. Throws `VALIDATION_ERROR` for an `after` that the list never had. */
export function pageOf<Item>(items: readonly Item[], query: PageQuery, indexAfter: IndexAfter): Item[] {
  const { start, end } = rangeOf(query, indexAfter);
  return items.slice(start, end);
}

/** The range that is asked for. Throws `VALIDATION_ERROR` for an `after` that the list never had, or next to a `page`. */
export function rangeOf(
  { page, after, itemsPerPage = DEFAULT_ITEMS_PER_PAGE }: PageQuery,
  indexAfter: IndexAfter,
): Range {
  const start = after === undefined ? ((page ?? 1) - 1) * itemsPerPage : indexAfter(after);
  if (after !== undefined && page !== undefined) throw ofAfter('must not be sent together with page');
  if (start === undefined) throw ofAfter('must be the id of an item that the list has or had');
  return { start, end: start + itemsPerPage };
}

/** The index after an id that ends in a number, `<start><number>`, in a list in which the numbers grow. */
export function afterNumber<Item>(items: readonly Item[], start: string, idOf: (item: Item) => string): IndexAfter {
  const numberIn = (id: string) => Number(id.slice(start.length));
  return (id) => {
    if (!id.startsWith(start) || !/^[1-9]\d{0,14}$/.test(id.slice(start.length))) return undefined;
    const number = numberIn(id);
    return firstIndex(items, (item) => numberIn(idOf(item)) > number);
  };
}

/** The index of the first item for which `holds`, once it holds for one it holds for all after it; else the length. */
export function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function ofAfter(message: string): Refusal {
  return Refusal.ofField('VALIDATION_ERROR', 'query/after', message);
}
