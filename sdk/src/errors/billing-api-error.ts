import type { ErrorCode, Schema } from '@billing-testkit/contracts';

/**
 * The reason why the client has no answer of the billing API:
 *
 * - `ABORTED`: the caller's signal ended the call.
 * - `ANSWER_TOO_LARGE`: the answer has more bytes than the client's `maxAnswerBytes`, counted after it is decompressed.
 * - `CONNECTION_FAILED`: the connection could not be made, or it broke.
 * - `TIMEOUT`: the time limit of an attempt or of a wait was reached.
 * - `UNEXPECTED_CONTENT`: the answer is not the API's, such as an HTML page of a proxy or half a JSON document; or the answer
 *   does not allow to iterate the list.
 */
export type ClientErrorCode = 'ABORTED' | 'ANSWER_TOO_LARGE' | 'CONNECTION_FAILED' | 'TIMEOUT' | 'UNEXPECTED_CONTENT';

/** The facts that a `BillingApiError` tells. */
export interface Failure {
  readonly code: ErrorCode | ClientErrorCode;
  /** The HTTP status; `undefined` when no answer came. */
  readonly status?: number | undefined;
  /** The parts of the request that are wrong, each with its path; empty when no part of the request is the reason. */
  readonly details?: readonly Schema<'ErrorDetail'>[];
  /** The request's id, to look up the request at the server. Without an answer, it is known only when the caller chose it. */
  readonly requestId?: string | undefined;
  /** The time that the server asks to wait before the request is repeated, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The error that broke the connection, the reason with which the caller aborted, or the time limit that was reached. */
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
   * @param request The method and path, such as `POST /billing/meters`.
   * @param sentence A sentence that tells the failure, in the server's words if it answered.
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

/** Whether a caught value is a `BillingApiError`. When a code is given, the error must also have this code. */
export function isBillingApiError<Code extends BillingApiError['code']>(
  error: unknown,
  code?: Code,
): error is BillingApiError & { readonly code: Code } {
  return error instanceof BillingApiError && (code === undefined || error.code === code);
}
