import { setTimeout as wait } from 'node:timers/promises';
import type { OperationId } from '@billing-testkit/contracts';
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { readAnswer } from './answer.ts';
import { type Limits, withDeadline } from './deadline.ts';
import { operations } from './document.gen.ts';
import type { Answer, Input, Operation, RequestParts } from './operation.ts';
import type { CallOptions, WaitOptions } from './options.ts';
import { withOwnController } from './own-signal.ts';
import { poll } from './poll.ts';
import { proxyConfigOf } from './proxy.ts';
import { requestHeadersOf } from './request-headers.ts';
import { withRetries } from './retries.ts';
import { checkTime, type Settings } from './settings.ts';
import { nameOf, targetOf } from './target.ts';
import { unanswered } from './unanswered.ts';

/** Sends the operations of the API document and reads their answers. */
export class Transport {
  readonly #settings: Settings;
  readonly #http: AxiosInstance;

  constructor(settings: Settings) {
    this.#settings = settings;
    // Bodies are sent and received as texts. This class reads every answer itself, redirects and refusals included.
    this.#http = axios.create({
      adapter: 'http',
      httpAgent: settings.agents.http,
      httpsAgent: settings.agents.https,
      maxContentLength: settings.maxAnswerBytes,
      maxRedirects: 0,
      responseType: 'text',
      transformRequest: [],
      transformResponse: [],
      validateStatus: null,
      ...proxyConfigOf(settings.baseUrl, settings.proxy),
    });
  }

  /**
   * Calls an operation, and calls it again where that is safe and may help. The compiler does not hold `parts` to what the
   * operation takes: the methods of the resources do.
   *
   * @throws BillingApiError unless the call succeeds; TypeError or RangeError for parts and options that cannot be sent.
   */
  async call<Op extends OperationId>(
    operationId: Op,
    parts: RequestParts,
    callOptions: CallOptions = {},
  ): Promise<Answer<Op>> {
    const operation = operations[operationId];
    const options = this.#complete(callOptions);
    const request: AxiosRequestConfig = {
      method: operation.method,
      url: this.#settings.baseUrl + targetOf(operation, parts),
      headers: requestHeadersOf(operation, parts, options),
      data: parts.body === undefined ? undefined : JSON.stringify(parts.body),
    };
    const name = nameOf(operation, parts);
    return withRetries(isRepeatable(operation) ? this.#settings.retries : 0, async (delayMs) => {
      const answer = await this.#send(request, options, delayMs).catch((cause) => {
        throw unanswered(name, options, cause);
      });
      // Only here does the client trust the server about a type: `readAnswer` checks the envelope but not the fields.
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: checking each field here would be a second copy of the document.
      return readAnswer(name, answer) as Answer<Op>;
    });
  }

  /**
   * Calls an operation until `isLast` holds for an answer. The waits between the calls begin with `intervalMs` and grow by half
   * each time, up to ten times `intervalMs`.
   *
   * @throws What `call` throws; BillingApiError with code TIMEOUT when no such answer comes in `timeoutMs`.
   */
  async callUntil<Op extends OperationId>(
    isLast: (answer: Answer<Op>) => boolean,
    operationId: Op,
    parts: Input<Op> & RequestParts,
    waitOptions: WaitOptions<Answer<Op>> = {},
  ): Promise<Answer<Op>> {
    const { timeoutMs = 60_000, intervalMs = 100, onProgress, signal, ...options } = waitOptions;
    const limits = { timeoutMs: checkTime('timeoutMs', timeoutMs), signal };
    const polling = { intervalMs: checkTime('intervalMs', intervalMs), onProgress, isLast };
    const ask = (limit: AbortSignal) => this.call(operationId, parts, { ...options, signal: limit });
    return withDeadline(limits, (limit) => poll(ask, polling, limit), 'not through').catch((cause) => {
      throw unanswered(nameOf(operations[operationId], parts), waitOptions, cause);
    });
  }

  #complete(options: CallOptions): CallOptions & Limits {
    const { uuid = this.#settings.uuid, timeoutMs = this.#settings.timeoutMs } = options;
    return { ...options, uuid, timeoutMs: checkTime('timeoutMs', timeoutMs) };
  }

  async #send(request: AxiosRequestConfig, limits: Limits, delayMs: number): Promise<AxiosResponse<string>> {
    if (delayMs > 0) await withOwnController(limits.signal, ({ signal }) => wait(delayMs, undefined, { signal }));
    return withDeadline(limits, (signal) => this.#http.request<string>({ ...request, signal }));
  }
}

/** Whether a request that is repeated has its effect once: a POST needs an idempotency key for that, the other methods do not. */
function isRepeatable({ method, headers }: Operation): boolean {
  return method !== 'post' || headers.includes('Idempotency-Key');
}
