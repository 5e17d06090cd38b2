import { test as base, inject } from 'vitest';
import type { BillingClient } from '../billing-client.ts';
import type { Faults } from '../resources/faults.ts';
import type { Requests } from '../resources/requests.ts';
import { newTestAccount } from '../testing/account.ts';
import { openBillingServer } from '../testing/billing-server.ts';
import { journalText } from '../testing/journal-text.ts';

/** What a test gets. Only what it names is made. */
export interface BillingFixtures {
  /** The member that the account of the test belongs to: `kr`, unless `test.override` or `test.extend` says another one. */
  readonly member: string;
  /** A client on an account of the test's own. When the test fails, its requests are attached to the report. */
  readonly billing: BillingClient;
  /** The fault rules of the account. */
  readonly faults: Faults;
  /** The journal of the account. */
  readonly requests: Requests;
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
  billing: async ({ billingUrl, member, task }, use) => {
    const { uuid, client } = await newTestAccount(billingUrl, { member });
    await use(client);
    const [failure] = task.result?.errors ?? [];
    if (!failure) return;
    // Vitest takes no annotations of a test that has failed, and every reporter shows the message.
    const requests = await journalText(client);
    const told = `${failure.message}\n\nRequests of ${uuid}:\n${requests || 'none'}`;
    failure.stack = (failure.stack ?? '').replace(failure.message, () => told);
    failure.message = told;
  },
  faults: ({ billing }, use) => use(billing.testControls.faults),
  requests: ({ billing }, use) => use(billing.testControls.requests),
});
