import { BillingError } from '@billing-testkit/engine';
import { Refusal } from './refusal.ts';

/** Does what `action` does; when the engine refuses, the paths it names are said in the request's own words. */
export function inWordsOf<Result>(translate: (path: string) => string, action: () => Result): Result {
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
