import { test as base, inject } from 'vitest';
import type { BillingClient } from '../billing-client.ts';
import type { Clock } from '../resources/clock.ts';
import type { Faults } from '../resources/faults.ts';
import type { Requests } from '../resources/requests.ts';
import { dispose, newTestAccount, type TestAccount } from '../testing/account.ts';
import { openBillingServer } from '../testing/billing-server.ts';
import { tellRequests } from '../testing/failure.ts';
import { newWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';

/** The fixtures that a test can name. A fixture is made only for a test that names it. */
export interface BillingFixtures {
  /** The member that the account of the test belongs to: `kr`, unless `test.override` or `test.extend` says another one. */
  readonly member: string;
  /** The account of the test's own: its `uuid`, by which the code under test names it, and its client. */
  readonly account: TestAccount;
  /** A client on the account. When the test fails, its requests are attached to the report. */
  readonly billing: BillingClient;
  /** The clock of the account. */
  readonly clock: Clock;
  /** The fault rules of the account. */
  readonly faults: Faults;
  /** The journal of the account. */
  readonly requests: Requests;
  /** A receiver of the account's events, on a port of its own. It verifies their signatures. */
  readonly webhooks: WebhookReceiver;
  /** The name by which the mock server finds this machine: 127.0.0.1, unless `test.override` or `test.extend` says another one. */
  readonly receiverHost: string | undefined;
}

/** Vitest's `test` with a billing account for each test. */
export const test = base.extend<BillingFixtures & { readonly billingUrl: string }>({
  billingUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what the fixture needs.
    async ({}, use) => {
      const shared = inject('billingUrl');
      const server = shared === undefined ? await openBillingServer() : { url: shared, close: async () => undefined };
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  member: ['kr', { injected: true }],
  receiverHost: [undefined, { injected: true }],
  account: async ({ billingUrl, member, task }, use) => {
    const account = await newTestAccount(billingUrl, { member });
    await use(account);
    // Vitest takes no annotations of a test that has failed. An account that a test failed with stays, to be looked at.
    const [failure] = task.result?.errors ?? [];
    if (failure) await tellRequests(failure, account);
    else await dispose(account);
  },
  billing: ({ account }, use) => use(account.client),
  clock: ({ billing }, use) => use(billing.testControls.clock),
  faults: ({ billing }, use) => use(billing.testControls.faults),
  requests: ({ billing }, use) => use(billing.testControls.requests),
  webhooks: async ({ billing, receiverHost: host }, use) => {
    const receiver = await newWebhookReceiver(billing, { host });
    await use(receiver);
    await receiver.close();
  },
});
