import { type BillingApiError, isBillingApiError } from '@billing-testkit/sdk';
import { TargetProblem } from './target-problem.ts';

/** Throws a `TargetProblem` unless the billing API answers what is asked. A refusal is an answer. */
export async function checkApi(url: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!isBillingApiError(error)) throw error;
    const problem = problemWith(error);
    if (problem !== undefined) throw new TargetProblem(`${url} ${problem} (${error.message})`, { cause: error });
  }
}

function problemWith({ code, status = 0 }: BillingApiError): string | undefined {
  if (status === 401 || status === 403)
    return "wants credentials: send them in a header, like --header 'Authorization: …'";
  if (code === 'CONNECTION_FAILED') return 'cannot be reached: is it running, and is the address right?';
  if (code === 'TIMEOUT') return 'does not answer in time: is the address right, and --timeout long enough?';
  if (code !== 'UNEXPECTED_CONTENT') return undefined;
  if (status >= 300 && status < 400) return 'redirects: name the address that it leads to';
  return 'does not speak the billing API: is the path right, and no proxy or login page between?';
}
