import { isBillingApiError } from '@billing-testkit/sdk';

/** A target that can't be measured: `message` tells the reason in a line, and a remedy. */
export class TargetProblem extends Error {
  override readonly name = 'TargetProblem';
}

/** Advice about answers 429. */
export const rateLimitAdvice =
  'The mock server allows 500 requests a second and account unless it is told otherwise: start it with --rate-limit 1000000, or spread the load with --accounts.';

/** The problem of the target at `url` that `error` tells. Errors that are not about the target stay as they are. */
export function problemOf(url: string, error: unknown): unknown {
  if (!isBillingApiError(error) || error.code === 'ABORTED') return error;
  const reason = reasonOf(error.code, error.status ?? 0);
  return new TargetProblem(`${url} ${reason} (${error.message})`, { cause: error });
}

function reasonOf(code: string, status: number): string {
  if (status === 429) return `limits the requests. ${rateLimitAdvice}`;
  if (status === 401 || status === 403)
    return "wants credentials: send them in a header, like --header 'Authorization: …'";
  if (code === 'CONNECTION_FAILED') return 'cannot be reached: is it running, and is the address right?';
  if (code === 'TIMEOUT') return 'does not answer in time: is the address right, and --timeout long enough?';
  if (code === 'UNEXPECTED_CONTENT' && status < 500)
    return 'does not speak the billing API: is the path right, and no proxy or login page between?';
  return 'failed before the load began, so that there is nothing to measure';
}
