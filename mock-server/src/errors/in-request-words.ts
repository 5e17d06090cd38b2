import { BillingError } from '@billing-testkit/engine';
import { Refusal } from './refusal.ts';

/**
 * Runs `action`. A refusal of the engine becomes one in the words of the request: `translate` turns each path of the
 * engine into a path of the request. Other errors of `action` are thrown as they are.
 */
export function inRequestWords<Result>(translate: (path: string) => string, action: () => Result): Result {
  try {
    return action();
  } catch (thrown) {
    throw translated(thrown, translate);
  }
}

function translated(thrown: unknown, translate: (path: string) => string): unknown {
  if (!(thrown instanceof BillingError)) return thrown;
  const { code, message, details } = thrown.renamed(translate);
  return new Refusal(code, message, details, { cause: thrown });
}
