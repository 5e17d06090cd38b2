/** Plain functions for tests, for any test runner on Node: a server, an account of the test's own, and assertions about bills. */

export { type NewTestAccount, newTestAccount, type TestAccount, withTestAccount } from './account.ts';
export { assertFoots, assertMatchesBill } from './assertions.ts';
export { type BillingServer, openBillingServer } from './billing-server.ts';
export { type BrokenSum, brokenSums } from './foot.ts';
export { journalText } from './journal-text.ts';
export { type BillDifference, billDifferences, type ExpectedBill } from './match-bill.ts';
export { type BillMatchers, billMatchers } from './matchers.ts';
export { type NewWebhookReceiver, newWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';
