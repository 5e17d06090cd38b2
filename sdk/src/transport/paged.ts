import type { OperationId } from '@billing-testkit/contracts';
import type { Answer, Query } from './operation.ts';

/** Which page of a list is asked for, and how long a page is. */
interface PageQuery {
  /** From 1, which it is when left out. */
  readonly page?: number;
  readonly itemsPerPage?: number;
}

/** What every page of a list says. */
interface Page {
  /** How many items there are on all pages together. */
  readonly totalItems: number;
}

/** What the method of an operation that pages returns: its answers, and the items in one of their fields. */
export type List<Op extends OperationId, Field extends keyof Answer<Op>> =
  Answer<Op> extends Page & { readonly [Name in Field]: readonly (infer Item)[] }
    ? Paged<Query<Op>, Answer<Op>, Item>
    : never;

/**
 * A list that the API answers page by page. Awaited, it is the page asked for; iterated, it is the items of that page and of
 * all after it; its `pages()` are those pages. Nothing is sent before it is awaited or iterated, and no page before its first
 * item is wanted. It is awaited for one request however often; every iteration asks anew.
 */
export class Paged<ListQuery extends PageQuery, ListPage extends Page, Item>
  implements Promise<ListPage>, AsyncIterable<Item>
{
  readonly [Symbol.toStringTag] = 'Paged';
  readonly #query: ListQuery;
  readonly #ask: (query: ListQuery) => Promise<ListPage>;
  readonly #itemsOf: (page: ListPage) => readonly Item[];
  #awaited: Promise<ListPage> | undefined;

  constructor(
    query: ListQuery,
    ask: (query: ListQuery) => Promise<ListPage>,
    itemsOf: (page: ListPage) => readonly Item[],
  ) {
    this.#query = { ...query };
    this.#ask = ask;
    this.#itemsOf = itemsOf;
  }

  /** The items of the page asked for and of all after it, each page fetched when its first item is wanted. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* this.#itemsOf(page);
  }

  /** The page asked for and all after it, each fetched when it is wanted, up to one that is short or has the last item. */
  async *pages(): AsyncGenerator<ListPage, void, undefined> {
    const { page: first = 1, itemsPerPage } = this.#query;
    let answer = await this.#ask(this.#query);
    // Left to the server, the length of a page shows in the first one; should that be the last, the next one is empty.
    const size = itemsPerPage ?? this.#itemsOf(answer).length;
    let passed = (first - 1) * size;
    for (let page = first + 1; ; page += 1) {
      yield answer;
      const { length } = this.#itemsOf(answer);
      passed += length;
      if (length === 0 || length < size || passed >= answer.totalItems) return;
      answer = await this.#ask({ ...this.#query, page });
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
    this.#awaited ??= this.#ask(this.#query);
    return this.#awaited;
  }
}
