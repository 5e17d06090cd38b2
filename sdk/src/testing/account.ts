import { BillingClient } from '../billing-client.ts';
import type { BillingClientOptions } from '../transport/options.ts';
import { tellRequests } from './failure.ts';

/** The account that a test is to have. */
export interface NewTestAccount {
  /** The member that it belongs to, which decides its currency, tax and time zone; `kr` when left out. */
  readonly member?: string | undefined;
  /** Its name; a random one when left out. */
  readonly uuid?: string | undefined;
  /** Options of its client. */
  readonly client?: Omit<BillingClientOptions, 'baseUrl' | 'uuid'> | undefined;
}

/** An account of a test alone: calls of other tests do not touch it. */
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

/**
 * Runs a test with an account of its own. The account is deleted afterwards. When the test fails, the message of its error gets the
 * requests of the account, and the account stays, to be looked at.
 *
 * @throws The errors of the test and of `newTestAccount`.
 */
export async function withTestAccount<Result>(
  baseUrl: string,
  test: (account: TestAccount) => Result | Promise<Result>,
  options: NewTestAccount = {},
): Promise<Result> {
  const account = await newTestAccount(baseUrl, options);
  const result = await outcomeOf(account, test);
  await dispose(account);
  return result;
}

async function outcomeOf<Result>(
  account: TestAccount,
  test: (account: TestAccount) => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await test(account);
  } catch (error) {
    if (isFailure(error)) await tellRequests(error, account);
    throw error;
  }
}

/** Deletes an account that a test is through with. A server that is gone by now, or can't do it, is no failure of the test. */
export async function dispose(account: TestAccount): Promise<void> {
  await account.delete().catch(() => undefined);
}

/** Runners run tests in realms of their own, whose errors are other classes. */
function isFailure(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string';
}
