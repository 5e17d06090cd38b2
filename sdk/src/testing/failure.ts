import type { BillingClient } from '../billing-client.ts';
import { journalText } from './journal-text.ts';

/** An error as test runners have it, some of them as plain data. */
interface Failure {
  readonly message: string;
  readonly stack?: string | undefined;
}

/** An account, and a client of it. */
interface Accessible {
  readonly uuid: string;
  readonly client: BillingClient;
}

/**
 * Adds the newest requests of the account to the message of a failure, which every reporter shows. A failure that can't be changed, as a
 * frozen one, stays as it is.
 */
export async function tellRequests(failure: Failure, { uuid, client }: Accessible): Promise<void> {
  const requests = await journalText(client);
  const { message, stack } = failure;
  const told = `${message}\n\nRequests of ${uuid}:\n${requests || 'none'}`;
  // A stack begins with the message. A function is given in place of the text, which may have patterns like $&.
  if (stack !== undefined)
    setText(
      failure,
      'stack',
      stack.replace(message, () => told),
    );
  setText(failure, 'message', told);
}

/** Sets a text also where the class of the error has only a getter for it, as DOMException does. Where that can't be, nothing happens. */
function setText(failure: Failure, name: keyof Failure, value: string): void {
  Reflect.defineProperty(failure, name, { value, writable: true, configurable: true });
}
