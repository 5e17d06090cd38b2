import type { BillingClient } from '../billing-client.ts';
import { journalText } from './journal-text.ts';

/** An error as test runners have it, some of them as plain data. */
interface Failure {
  message: string;
  stack?: string | undefined;
}

/** An account, and a client of it. */
interface Accessible {
  readonly uuid: string;
  readonly client: BillingClient;
}

/** Adds the newest requests of the account to the message of a failure, which every reporter shows. */
export async function tellRequests(failure: Failure, { uuid, client }: Accessible): Promise<void> {
  const requests = await journalText(client);
  const { message, stack } = failure;
  const told = `${message}\n\nRequests of ${uuid}:\n${requests || 'none'}`;
  // A stack begins with the message. A function is given in place of the text, which may have patterns like $&.
  if (stack !== undefined) failure.stack = stack.replace(message, () => told);
  failure.message = told;
}
