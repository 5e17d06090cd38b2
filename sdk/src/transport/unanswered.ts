import { isAxiosError } from 'axios';
import { BillingApiError } from '../billing-api-error.ts';
import { TimeUp } from './deadline.ts';
import type { CallOptions } from './options.ts';

/**
 * The error for an attempt that no answer came to.
 *
 * @throws `cause` itself when it is not about the connection: a mistake of this package or of the runtime.
 */
export function unanswered(request: string, { signal, requestId }: CallOptions, cause: unknown): BillingApiError {
  if (signal?.aborted) {
    return new BillingApiError(request, 'the caller aborted', { code: 'ABORTED', requestId, cause: signal.reason });
  }
  if (cause instanceof TimeUp) {
    return new BillingApiError(request, cause.message, { code: 'TIMEOUT', requestId, cause });
  }
  if (!isAxiosError(cause)) throw cause;
  // axios has no code of its own for it.
  if (cause.message.startsWith('maxContentLength size of ')) {
    const sentence = `the answer has more than ${cause.config?.maxContentLength} bytes`;
    return new BillingApiError(request, sentence, { code: 'ANSWER_TOO_LARGE', requestId });
  }
  // A host with several addresses fails with an error that has a code and no message. axios's own error is left out: it
  // holds the whole request, connection pool and all, and test runners print causes.
  const sentence = cause.message || String(cause.code);
  return new BillingApiError(request, sentence, { code: 'CONNECTION_FAILED', requestId, cause: cause.cause });
}
