import { BillingError } from '@billing-testkit/engine';
import { Refusal } from './refusal.ts';

/**
 * Does what `action` does. A refusal of the engine becomes one in the words of the request: `translate` turns each path of the
 * engine into a path of the request. Throws what else `action` throws as it is.
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
