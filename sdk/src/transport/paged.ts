import type { OperationId } from '@billing-testkit/contracts';
import { BillingApiError } from '../billing-api-error.ts';
import { operations } from '../document.gen.ts';
import type { Answer, Page, Query } from './operation.ts';

/** Which part of a list is asked for, and how long a page is. */
interface PageQuery {
  /** From 1, which it is when left out. */
  readonly page?: number;
  /** The id of an item, in place of `page`: what comes after it. */
  readonly after?: string;
  readonly itemsPerPage?: number;
}

/** Where the pages of a list come from. */
interface Source<ListQuery, ListPage, Item> {
  readonly operationId: OperationId;
  readonly ask: (query: ListQuery) => Promise<ListPage>;
  readonly itemsOf: (page: ListPage) => readonly Item[];
  /** The id by which what comes after the item is asked for. */
  readonly idOf: (item: Item) => string;
}

/** What the method of an operation that pages returns: its answers, and the items in one of their fields. */
export type List<Op extends OperationId, Field extends keyof Answer<Op>> =
  Answer<Op> extends Page & { readonly [Name in Field]: readonly (infer Item)[] }
    ? Paged<Query<Op>, Answer<Op>, Item>
    : never;

/**
 * A list that the API answers page by page. Awaited, it is the page asked for; iterated, it is the items of that page and of
 * all after it; its `pages()` are those pages. Nothing is sent before it is awaited or iterated, and no page before its first
 * item is wanted. It is awaited for one request however often; every iteration asks anew. Every page after the first is what
 * comes after the last item before it, so none is skipped when items are deleted meanwhile.
 */
export class Paged<ListQuery extends PageQuery, ListPage extends Page, Item>
  implements Promise<ListPage>, AsyncIterable<Item>
{
  readonly [Symbol.toStringTag] = 'Paged';
  readonly #query: ListQuery;
  readonly #source: Source<ListQuery, ListPage, Item>;
  #awaited: Promise<ListPage> | undefined;

  constructor(query: ListQuery, source: Source<ListQuery, ListPage, Item>) {
    this.#query = { ...query };
    this.#source = source;
  }

  /**
   * The items of the page asked for and of all after it, each page fetched when its first item is wanted. Throws what `pages`
   * throws.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* this.#source.itemsOf(page);
  }

  /**
   * The page asked for and all after it, each fetched when it is wanted, up to one that is short, empty or has the last item.
   *
   * @throws What asking throws; BillingApiError with code UNEXPECTED_CONTENT for items without ids, and for a server that
   * answers items again, which it does when it does not know `after`.
   */
  async *pages(): AsyncGenerator<ListPage, void, undefined> {
    const { page: first = 1, after, itemsPerPage } = this.#query;
    let answer = await this.#source.ask(this.#query);
    let items = this.#source.itemsOf(answer);
    // Left to the server, the length of a page shows in the first one; should that be the last, the next one is empty.
    const size = itemsPerPage ?? items.length;
    // How many items were before a page is known of a numbered one only: later, some of them may have been deleted.
    let before = after === undefined ? (first - 1) * size : 0;
    while (true) {
      yield answer;
      if (items.length === 0 || items.length < size || before + items.length >= answer.totalItems) return;
      const ids = this.#idsOf(items);
      answer = await this.#source.ask({ ...this.#query, page: undefined, after: ids.at(-1) });
      items = this.#source.itemsOf(answer);
      this.#checkNew(items, ids);
      before = 0;
    }
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaited for one page is what this class is for.
  then<Fulfilled = ListPage, Rejected = never>(
    onFulfilled?: ((page: ListPage) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#one().then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<ListPage | Rejected> {
    return this.#one().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<ListPage> {
    return this.#one().finally(onFinally);
  }

  #one(): Promise<ListPage> {
    this.#awaited ??= this.#source.ask(this.#query);
    return this.#awaited;
  }

  #idsOf(items: readonly Item[]): string[] {
    const ids = items.map(this.#source.idOf);
    if (ids.every((id) => typeof id === 'string' && id !== '')) return ids;
    throw this.#unexpected('an item has no id, so what comes after it cannot be asked for');
  }

  /** A server that does not know `after` would be asked for the same items for ever. */
  #checkNew(items: readonly Item[], passed: readonly string[]): void {
    const known = new Set(passed);
    const repeated = items.map(this.#source.idOf).find((id) => known.has(id));
    if (repeated === undefined) return;
    throw this.#unexpected(
      `${JSON.stringify(repeated)} was answered again: the server does not know the query's after`,
    );
  }

  #unexpected(sentence: string): BillingApiError {
    const { method, path } = operations[this.#source.operationId];
    return new BillingApiError(`${method.toUpperCase()} ${path}`, sentence, { code: 'UNEXPECTED_CONTENT' });
  }
}
