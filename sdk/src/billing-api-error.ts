import type { ErrorCode, Schema } from '@billing-testkit/contracts';

/**
 * Why there is no answer of the billing API to go by:
 *
 * - `ABORTED`: the caller's signal ended the call.
 * - `ANSWER_TOO_LARGE`: the answer has more bytes than the client's `maxAnswerBytes`, counted after it is decompressed.
 * - `CONNECTION_FAILED`: no connection came about, or it broke.
 * - `TIMEOUT`: the time of an attempt was up, or that of a wait.
 * - `UNEXPECTED_CONTENT`: what answered does not speak the API, such as a proxy with an HTML page; the answer is half a JSON
 *   document; or a list can't be walked by it.
 */
export type ClientErrorCode = 'ABORTED' | 'ANSWER_TOO_LARGE' | 'CONNECTION_FAILED' | 'TIMEOUT' | 'UNEXPECTED_CONTENT';

/** What a `BillingApiError` tells. */
export interface Failure {
  readonly code: ErrorCode | ClientErrorCode;
  /** The HTTP status; `undefined` when no answer came. */
  readonly status?: number | undefined;
  /** What in the request is wrong, each with its path in it; empty when it is no part of the request. */
  readonly details?: readonly Schema<'ErrorDetail'>[];
  /** The request's id, to look it up at the server; known without an answer only when the caller chose it. */
  readonly requestId?: string | undefined;
  /** How long the server asks to wait before the request is repeated, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What made the request fail, when that was not the server's answer. */
  readonly cause?: unknown;
}

/** A call that did not succeed, whether the server refused it or never answered. */
export class BillingApiError extends Error implements Failure {
  override readonly name = 'BillingApiError';
  readonly code: ErrorCode | ClientErrorCode;
  readonly status: number | undefined;
  readonly details: readonly Schema<'ErrorDetail'>[];
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  /**
   * @param request Method and path, as in `POST /billing/meters`.
   * @param sentence What went wrong, in the server's words where it answered.
   */
  constructor(request: string, sentence: string, failure: Failure) {
    const outcome = [failure.status, failure.code].filter((part) => part !== undefined).join(' ');
    super(`${request}: ${outcome}: ${sentence}`, failure.cause === undefined ? {} : { cause: failure.cause });
    this.code = failure.code;
    this.status = failure.status;
    this.details = failure.details ?? [];
    this.requestId = failure.requestId;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** Whether a caught value is a `BillingApiError`, of one code when that is given. */
export function isBillingApiError<Code extends BillingApiError['code']>(
  error: unknown,
  code?: Code,
): error is BillingApiError & { readonly code: Code } {
  return error instanceof BillingApiError && (code === undefined || error.code === code);
}
