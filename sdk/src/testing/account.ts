import { BillingClient } from '../billing-client.ts';
import type { BillingClientOptions } from '../transport/options.ts';

/** The account that a test is to have. */
export interface NewTestAccount {
  /** The member that it belongs to, which decides its currency, tax and time zone; `kr` when left out. */
  readonly member?: string | undefined;
  /** Its name; a random one when left out. */
  readonly uuid?: string | undefined;
  /** Options of its client. */
  readonly client?: Omit<BillingClientOptions, 'baseUrl' | 'uuid'> | undefined;
}

/** An account of a test alone: what other tests do does not touch it. */
export interface TestAccount {
  readonly uuid: string;
  /** A client whose calls are about the account. */
  readonly client: BillingClient;
  /** Makes the server forget the account and everything about it. */
  delete(): Promise<void>;
}

/**
 * Creates an account on a mock server.
 *
 * @throws BillingApiError for an unknown member, for a name that is taken, and when the server can't be reached.
 */
export async function newTestAccount(baseUrl: string, account: NewTestAccount = {}): Promise<TestAccount> {
  const { member = 'kr', uuid = `test-${crypto.randomUUID()}` } = account;
  const client = new BillingClient({ ...account.client, baseUrl, uuid });
  await client.accounts.create({ member, uuid });
  return {
    uuid,
    client,
    delete: async () => {
      await client.testControls.reset();
    },
  };
}
