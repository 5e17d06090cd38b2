import type { OperationId } from '@billing-testkit/contracts';
import axios, { type AxiosHeaders, type AxiosInstance } from 'axios';
import { platform } from '#platform';
import { CallTracing } from '../tracing/call-tracing.ts';
import { type RawAnswer, readAnswer } from './answer.ts';
import { Call, type WithResponse } from './call.ts';
import { type Limits, withDeadline } from './deadline.ts';
import { operations } from './document.gen.ts';
import { checkNames } from './known-options.ts';
import { type About, Observer } from './observer.ts';
import type { Answer, Input, Operation, RequestParts } from './operation.ts';
import { type CallOptions, callOptionNames, type WaitOptions } from './options.ts';
import { withOwnController } from './own-signal.ts';
import { poll } from './poll.ts';
import { requestHeadersOf } from './request-headers.ts';
import { withRetries } from './retries.ts';
import { checkTime, type Settings } from './settings.ts';
import { nameOf, targetOf } from './target.ts';
import { unanswered } from './unanswered.ts';
import { wait } from './wait.ts';

/** Sends the operations of the API document and reads their answers. */
export class Transport {
  readonly #settings: Settings;
  readonly #http: AxiosInstance;
  readonly #observer: Observer;
  readonly #tracing: CallTracing;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#observer = new Observer(settings);
    this.#tracing = new CallTracing(settings.openTelemetry);
    // Bodies are sent and received as texts. This class reads every answer itself, redirects and refusals included.
    this.#http = axios.create({
      maxContentLength: settings.maxAnswerBytes,
      maxRedirects: 0,
      responseType: 'text',
      transformRequest: [],
      transformResponse: [],
      validateStatus: null,
      ...platform.axiosOptions(settings.baseUrl, settings),
    });
  }

  /**
   * Calls an operation, and calls it again where that is safe and may help. The compiler does not hold `parts` to those that the
   * operation takes: the methods of the resources do.
   *
   * @throws BillingApiError unless the call succeeds; TypeError or RangeError for parts and options that cannot be sent.
   */
  call<Op extends OperationId>(operationId: Op, parts: RequestParts, options: CallOptions = {}): Call<Answer<Op>> {
    return new Call(this.#respond(operationId, parts, options));
  }

  async #respond<Op extends OperationId>(
    operationId: Op,
    parts: RequestParts,
    callOptions: CallOptions,
  ): Promise<WithResponse<Answer<Op>>> {
    const operation = operations[operationId];
    const options = this.#complete(callOptions);
    const target = targetOf(operation, parts);
    const method = operation.method.toUpperCase();
    const request: Outgoing = {
      about: { operationId, method, url: this.#settings.baseUrl + target },
      name: `${method} ${target}`,
      headers: requestHeadersOf(operation, parts, options),
      body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
    };
    const facts = { ...request.about, template: operation.path, uuid: options.uuid };
    const answered = this.#tracing.traced(facts, request.headers, (onAttempt) =>
      withRetries(isRepeatable(operation) ? this.#settings.retries : 0, {
        make: (attempt, delayMs) => {
          onAttempt(attempt);
          return this.#attempt<Op>(request, { ...options, attempt, delayMs });
        },
        repeating: (...retry) => this.#observer.retrying(request.about, ...retry),
      }),
    );
    return answered.catch((error) => {
      this.#observer.failed(request.about, error);
      throw error;
    });
  }

  /**
   * Calls an operation until `isLast` holds for an answer. The waits between the calls begin with `intervalMs` and grow by half
   * each time, up to ten times `intervalMs`.
   *
   * @throws The errors of `call`; BillingApiError with code TIMEOUT when no such answer comes in `timeoutMs`.
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
    return withDeadline(limits, (limit) => poll(ask, polling, limit), 'not finished').catch((cause) => {
      throw unanswered(nameOf(operations[operationId], parts), waitOptions, cause);
    });
  }

  #complete(options: CallOptions): CallOptions & Limits {
    checkNames('a call', options, callOptionNames);
    const { uuid = this.#settings.uuid, timeoutMs = this.#settings.timeoutMs } = options;
    return { ...options, uuid, timeoutMs: checkTime('timeoutMs', timeoutMs) };
  }

  async #attempt<Op extends OperationId>(request: Outgoing, turn: Turn): Promise<WithResponse<Answer<Op>>> {
    const answer = await this.#send(request, turn).catch((cause) => {
      throw unanswered(request.name, turn, cause);
    });
    const { status, headers } = answer;
    // Only here does the client trust the server about a type: `readAnswer` checks the envelope but not the fields.
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: checking each field here would be a second copy of the document.
    const data = readAnswer(request.name, answer) as Answer<Op>;
    return { data, status, headers, requestId: headers['x-request-id'] };
  }

  async #send({ about, headers, body }: Outgoing, turn: Turn): Promise<RawAnswer> {
    const { attempt, delayMs } = turn;
    if (delayMs > 0) await withOwnController(turn.signal, ({ signal }) => wait(delayMs, signal));
    this.#observer.sending({ ...about, attempt }, () => textsOf(headers));
    const start = performance.now();
    const { url, method } = about;
    const answer = await withDeadline(turn, (signal) =>
      this.#http.request<string>({ url, method, headers, data: body, signal }),
    );
    const raw = { status: answer.status, headers: textsOf(answer.headers), data: answer.data };
    this.#observer.received({ ...about, ...raw, attempt, durationMs: performance.now() - start });
    return raw;
  }
}

/** A request as it is sent, once or several times. */
interface Outgoing {
  readonly about: About;
  /** The method and path, for the messages of errors. */
  readonly name: string;
  readonly headers: AxiosHeaders;
  readonly body: string | undefined;
}

/** The number of an attempt, from 1, and the time to wait before it, in milliseconds. */
interface Turn extends Limits {
  readonly requestId?: string | undefined;
  readonly attempt: number;
  readonly delayMs: number;
}

function textsOf(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Whether a request that is repeated has its effect once: a POST needs an idempotency key for that, the other methods do not. */
function isRepeatable({ method, headers }: Operation): boolean {
  return method !== 'post' || headers.includes('Idempotency-Key');
}
