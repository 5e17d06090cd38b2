/** An answer with its HTTP status, headers and request id. */
export interface WithResponse<Fields> {
  /** The fields of the success body without the envelope, as awaiting the call itself gives them. */
  readonly data: Fields;
  /** The HTTP status. */
  readonly status: number;
  /** The headers, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request's id, to look up the request at the server; `undefined` when the server gave none. */
  readonly requestId: string | undefined;
}

/**
 * A call of the API, which is sent at once. `await` gives the fields of its answer, and `withResponse()` gives its status and headers
 * too, without another request.
 */
export class Call<Fields> implements Promise<Fields> {
  readonly [Symbol.toStringTag] = 'Call';
  readonly #response: Promise<WithResponse<Fields>>;

  constructor(response: Promise<WithResponse<Fields>>) {
    this.#response = response;
  }

  /**
   * The answer with its HTTP status, headers and request id. The answer may be the last of several attempts.
   *
   * @throws The errors of awaiting the call: BillingApiError unless the call succeeds.
   */
  withResponse(): Promise<WithResponse<Fields>> {
    return this.#response;
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaited for its fields is what this class is for.
  then<Fulfilled = Fields, Rejected = never>(
    onFulfilled?: ((fields: Fields) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#fields().then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fields | Rejected> {
    return this.#fields().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Fields> {
    return this.#fields().finally(onFinally);
  }

  #fields(): Promise<Fields> {
    return this.#response.then(({ data }) => data);
  }
}
