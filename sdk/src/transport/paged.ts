import type { OperationId } from '@billing-testkit/contracts';
import { BillingApiError } from '../errors/billing-api-error.ts';
import type { Call, WithResponse } from './call.ts';
import { operations } from './document.gen.ts';
import type { Answer, Page, Query } from './operation.ts';

/** The part of a list to ask for, and the length of its pages. */
interface PageQuery {
  /** The number of the page, from 1; 1 when left out. */
  readonly page?: number;
  /** The id of an item, in place of `page`. The list then begins after this item. */
  readonly after?: string;
  /** The largest number of items on a page; the server decides when left out. */
  readonly itemsPerPage?: number;
}

/** The functions by which the pages of a list are asked for and read. */
interface Source<ListQuery, ListPage, Item> {
  readonly operationId: OperationId;
  readonly ask: (query: ListQuery) => Call<ListPage>;
  readonly itemsOf: (page: ListPage) => readonly Item[];
  /** The id of an item, by which the items after it are asked for. */
  readonly idOf: (item: Item) => string;
}

/** The list of an operation that pages. `Field` is the field of its answer that has the items. */
export type List<Op extends OperationId, Field extends keyof Answer<Op>> =
  Answer<Op> extends Page & { readonly [Name in Field]: readonly (infer Item)[] }
    ? Paged<Query<Op>, Answer<Op>, Item>
    : never;

/**
 * A list that the API answers page by page. There are three ways to read it:
 *
 * - `await` gives the page asked for. The list sends one request for this, however often it is awaited.
 * - Iteration gives the items of that page and of all pages after it. Each iteration asks again.
 * - `pages()` gives those pages themselves.
 *
 * The list sends nothing before it is awaited or iterated, and asks for a page when the page's first item is wanted. It asks for
 * every page after the first by the last item before it, so no item is skipped when items are deleted meanwhile.
 */
export class Paged<ListQuery extends PageQuery, ListPage extends Page, Item>
  implements Promise<ListPage>, AsyncIterable<Item>
{
  readonly [Symbol.toStringTag] = 'Paged';
  readonly #query: ListQuery;
  readonly #source: Source<ListQuery, ListPage, Item>;
  #awaited: Call<ListPage> | undefined;

  constructor(query: ListQuery, source: Source<ListQuery, ListPage, Item>) {
    this.#query = { ...query };
    this.#source = source;
  }

  /**
   * The items of the page asked for and of all pages after it. Each page is fetched when its first item is wanted.
   *
   * @throws The errors of `pages`.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* this.#source.itemsOf(page);
  }

  /**
   * The page asked for and all pages after it, up to a page that is short, is empty or has the last item. Each page is fetched
   * when it is wanted.
   *
   * @throws The errors of the call; BillingApiError with code UNEXPECTED_CONTENT for items without ids, and when the server
   * answers items again. It does so when it does not know `after`.
   */
  async *pages(): AsyncGenerator<ListPage, void, undefined> {
    const { page: first = 1, after, itemsPerPage } = this.#query;
    let answer = await this.#source.ask(this.#query);
    let items = this.#source.itemsOf(answer);
    // When the server decides the length of a page, the first page shows it. If the first page is also the last, the next one
    // is empty.
    const size = itemsPerPage ?? items.length;
    // The number of items before a page is known only for a page that is asked for by its number: later, some may have been
    // deleted.
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

  /**
   * The page asked for with its HTTP status, headers and request id. It is the page that `await` gives, by the same request.
   *
   * @throws The errors of awaiting the list.
   */
  withResponse(): Promise<WithResponse<ListPage>> {
    return this.#one().withResponse();
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

  #one(): Call<ListPage> {
    this.#awaited ??= this.#source.ask(this.#query);
    return this.#awaited;
  }

  #idsOf(items: readonly Item[]): string[] {
    const ids = items.map(this.#source.idOf);
    if (ids.every((id) => typeof id === 'string' && id !== '')) return ids;
    throw this.#unexpected('an item has no id, so what comes after it cannot be asked for');
  }

  /** Without this check, a server that does not know `after` would be asked for the same items for ever. */
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
