import type { JsonObject } from '../reading/json.ts';
import type { ItemMaker } from './item-maker.ts';

/** The number of items that are there from the start. */
const SEEDED = 10;
const ATTEMPTS = 20;

/** The items of a resource at one path, by the text of their id. */
export interface Collection {
  readonly items: Map<string, JsonObject>;
  /** The number of items that were made, which their ids and values follow from. */
  made: number;
  /** The approximate memory that the changed items take. */
  bytes: number;
}

/** The collection as it is from the start. It follows from the seed, so that one which nobody changed need not be kept. */
export function seededCollection(maker: ItemMaker, seed: string, fields: JsonObject): Collection {
  const collection: Collection = { items: new Map(), made: 0, bytes: 0 };
  for (let index = 0; index < SEEDED; index += 1) {
    const item = newItem(collection, maker, (itemSeed, own) => maker.seeded(itemSeed, { ...fields, ...own }), seed);
    if (item) collection.items.set(idOf(item, maker), item);
  }
  return collection;
}

export function idOf(item: JsonObject, { resource }: ItemMaker): string {
  return String(item[resource.idName]);
}

/** Whether a path can end with an id: clients and servers take the segments `.` and `..` away, and half a character has no UTF-8. */
export function canBeInPath(id: string): boolean {
  return !['', '.', '..'].includes(id) && !/[\ud800-\udfff]/u.test(id);
}

/** Makes an item whose id is none of the collection's yet. */
export function newItem(
  collection: Collection,
  maker: ItemMaker,
  make: (seed: string, own: JsonObject) => JsonObject | undefined,
  seed: string,
): JsonObject | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    collection.made += 1;
    const own: JsonObject = maker.hasNumberIds ? { [maker.resource.idName]: collection.made } : {};
    const item = make(`${seed} ${collection.made}`, own);
    if (item && canBeInPath(idOf(item, maker)) && !collection.items.has(idOf(item, maker))) return item;
  }
  return undefined;
}
