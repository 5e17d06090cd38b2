import type { OperationId, RequestBody, SuccessBody } from '@billing-testkit/contracts';
import { sleep } from 'k6';
import http, { type RefinedResponse } from 'k6/http';
import type { LoadRequest } from '../requests/load-request.ts';
import { requestTarget } from '../requests/request-target.ts';
import type { ScriptSettings } from './settings.ts';

/** The purpose of a request. Only `load` is measured. */
export type Purpose = 'bill' | 'load' | 'setup';

/** A request as k6 sends it. */
export interface Call {
  readonly operationId: LoadRequest['operationId'];
  readonly method: string;
  readonly path: string;
  readonly uuid: string;
  readonly purpose: Purpose;
  readonly body?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Sends a request, with the operation's name as its tag instead of its address, of which there are many. */
export function send(call: Call, { url, headers }: ScriptSettings): RefinedResponse<'text'> {
  const { operationId, method, path, uuid, purpose, body, idempotencyKey } = call;
  return http.request(method, url + path, body ?? null, {
    headers: {
      ...headers,
      uuid,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    tags: { operationId, name: operationId, purpose },
    redirects: 0,
    responseType: 'text',
  });
}

/** A target that limits the load is asked again each second, for so many seconds. */
const MOST_ATTEMPTS = 30;
const LIMITED = 429;

/**
 * An account of the billing API, spoken to by the names of operations. Throws an `Error` for an answer that is not 2xx. A call that the
 * target limits is repeated.
 */
export class AccountCalls {
  readonly #settings: ScriptSettings;
  readonly #uuid: string;
  readonly #purpose: Purpose;

  constructor(settings: ScriptSettings, uuid: string, purpose: Purpose) {
    this.#settings = settings;
    this.#uuid = uuid;
    this.#purpose = purpose;
  }

  call<Op extends OperationId>(
    operationId: Op,
    { path = {}, query = '', body }: { path?: Record<string, string>; query?: string; body?: RequestBody<Op> } = {},
  ): SuccessBody<Op> {
    const target = requestTarget(operationId, path);
    const answer = this.#answer({
      operationId,
      method: target.method,
      path: target.path + query,
      uuid: this.#uuid,
      purpose: this.#purpose,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${operationId} answered ${answer.status || answer.error}: ${answer.body}`);
    }
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the document says what a success has; checks look at the figures.
    return JSON.parse(answer.body) as SuccessBody<Op>;
  }

  #answer(call: Call): RefinedResponse<'text'> {
    let answer = send(call, this.#settings);
    for (let attempt = 1; answer.status === LIMITED && attempt < MOST_ATTEMPTS; attempt += 1) {
      sleep(1);
      answer = send(call, this.#settings);
    }
    return answer;
  }
}
