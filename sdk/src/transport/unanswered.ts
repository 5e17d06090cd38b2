import { isAxiosError } from 'axios';
import { BillingApiError } from '../errors/billing-api-error.ts';
import { TimeUp } from './deadline.ts';
import type { CallOptions } from './options.ts';

/**
 * Makes the error for an attempt that got no answer.
 *
 * @throws `cause` itself when it is not about the connection. It is then a mistake of this package or of the runtime.
 */
export function unanswered(request: string, { signal, requestId }: CallOptions, cause: unknown): BillingApiError {
  if (signal?.aborted) {
    return new BillingApiError(request, 'the caller aborted', { code: 'ABORTED', requestId, cause: signal.reason });
  }
  if (cause instanceof TimeUp) {
    return new BillingApiError(request, cause.message, { code: 'TIMEOUT', requestId, cause });
  }
  if (!isAxiosError(cause)) throw cause;
  // axios has no code of its own for this error.
  if (cause.message.startsWith('maxContentLength size of ')) {
    const sentence = `the answer has more than ${cause.config?.maxContentLength} bytes`;
    return new BillingApiError(request, sentence, { code: 'ANSWER_TOO_LARGE', requestId });
  }
  // The error of a host with several addresses has a code and no message. axios's own error is left out: it holds the whole
  // request with its connection pool, and test runners print causes.
  const sentence = cause.message || String(cause.code);
  return new BillingApiError(request, sentence, { code: 'CONNECTION_FAILED', requestId, cause: cause.cause });
}
