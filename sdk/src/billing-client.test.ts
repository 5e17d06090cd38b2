import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { OperationId, RequestBody } from '@billing-testkit/contracts';
import { describe, expect, expectTypeOf, it, it as test } from 'vitest';
import { parse } from 'yaml';
import { scriptedServer, succeeds } from '../test/scripted-server.ts';
import { BillingClient } from './billing-client.ts';
import type { Query } from './transport/operation.ts';

const documentPath = createRequire(import.meta.url).resolve('@billing-testkit/contracts/openapi.yaml');
const { paths }: { paths: Record<string, Record<string, { operationId: string }>> } = parse(
  readFileSync(documentPath, 'utf8'),
);
const documented = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    operationId,
    // A parameter stands for any one segment.
    request: new RegExp(`^${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/gu, '[^/?]+')}(\\?.*)?$`, 'u'),
  })),
);

const month = '2025-03';
const terms = { adjustment: '10', adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: month } as const;

/** A call of every operation; one that is missing here does not compile. */
const calls: Record<OperationId, (client: BillingClient) => Promise<unknown>> = {
  createAccount: (client) => client.accounts.create({ member: 'kr' }),
  getAccount: (client) => client.accounts.get('u-1'),
  deleteAccount: (client) => client.accounts.delete('u-1'),
  createMeters: (client) => client.meters.create({ counterName: 'test.a', counterUnit: 'COUNT', counterVolume: '1' }),
  listMeters: (client) => client.meters.list({ month }),
  getMeter: (client) => client.meters.get('meter-1'),
  deleteMeter: (client) => client.meters.deleteOne('meter-1'),
  deleteMeters: (client) => client.meters.delete({ appKey: ['app-a'] }),
  createContract: (client) => client.contracts.create({ name: 'Standard' }),
  listContracts: (client) => client.contracts.list(),
  getContract: (client) => client.contracts.get('contract-1'),
  getContractAdmin: (client) => client.contracts.getAsAdmin('contract-1'),
  deleteContract: (client) => client.contracts.delete('contract-1'),
  getContractPrices: (client) => client.contracts.prices('contract-1', { counterNames: ['test.a'] }),
  assignContract: (client) => client.contracts.assign('bg-1', { contractId: 'contract-1', monthFrom: month }),
  unassignContracts: (client) => client.contracts.unassign('bg-1'),
  createProjectAdjustment: (client) => client.adjustments.projects.create({ projectId: 'p-a', ...terms }),
  listProjectAdjustments: (client) => client.adjustments.projects.list({ projectId: 'p-a' }),
  deleteProjectAdjustments: (client) => client.adjustments.projects.delete(['adj-1']),
  createBillingGroupAdjustment: (client) =>
    client.adjustments.billingGroups.create({ billingGroupId: 'bg-1', ...terms }),
  listBillingGroupAdjustments: (client) => client.adjustments.billingGroups.list({ billingGroupId: 'bg-1' }),
  deleteBillingGroupAdjustments: (client) => client.adjustments.billingGroups.delete(['adj-1']),
  grantCampaignCredit: (client) => client.credits.grant('spring', { amount: 1_000 }),
  cancelCampaignCredit: (client) => client.credits.cancelCampaign('spring', { reason: 'granted twice' }),
  cancelCredit: (client) => client.credits.cancel('credit-1'),
  redeemCoupon: (client) => client.credits.redeemCoupon('CAMPAIGN-001'),
  getCreditBalance: (client) => client.credits.balance(),
  listCreditHistory: (client) => client.credits.history({ creditType: 'FREE' }),
  getCredits: (client) => client.credits.list(),
  calculateStatement: (client) => client.calculations.run({ month }),
  getCalculationProgress: (client) => client.calculations.progress({ month }),
  deleteCalculation: (client) => client.calculations.delete({ month }),
  previewStatement: (client) => client.calculations.preview({ month }),
  getStatements: (client) => client.statements.get(month),
  getUnpaidStatements: (client) => client.statements.unpaid(month),
  getConsoleStatements: (client) => client.statements.console({ month }),
  pay: (client) => client.payments.pay(month),
  refundPayment: (client) => client.payments.refund(month),
  listPayments: (client) => client.payments.list({ monthFrom: month }),
  cancelPayment: (client) => client.payments.cancel(month, { paymentGroupId: 'pg-1' }),
  changePaymentStatus: (client) =>
    client.payments.changeStatus(month, { paymentGroupId: 'pg-1', paymentStatusCode: 'REGISTERED' }),
  createBatch: (client) => client.batches.create({ batchJobCode: 'BATCH_GENERATE_STATEMENT', date: month }),
  listBatches: (client) => client.batches.list(),
  getBatch: (client) => client.batches.get('batch-1'),
  resetAccount: (client) => client.testControls.reset(),
  getFixture: (client) => client.testControls.fixture(),
  listSnapshots: (client) => client.testControls.snapshots.list(),
  createSnapshot: (client) => client.testControls.snapshots.create(),
  getSnapshot: (client) => client.testControls.snapshots.get('snapshot-1'),
  deleteSnapshot: (client) => client.testControls.snapshots.delete('snapshot-1'),
  restoreSnapshot: (client) => client.testControls.snapshots.restore('snapshot-1'),
  restoreSnapshotFile: (client) =>
    client.testControls.snapshots.restoreFile({ uuid: 'u-1', version: 1, state: 'H4sI', digest: '0f34' }),
  getClock: (client) => client.testControls.clock.get(),
  setClock: (client) => client.testControls.clock.set('2025-03-01T00:00:00Z'),
  advanceClock: (client) => client.testControls.clock.advance({ by: 'P1M' }),
  setDefect: (client) => client.testControls.setDefect('tax-before-credits'),
  clearDefect: (client) => client.testControls.clearDefect(),
  getRateLimitStatus: (client) => client.testControls.rateLimitStatus(),
  changeProviderState: (client) => client.testControls.changeProviderState({ state: 'an account' }),
  explainStatement: (client) => client.testControls.explain('2025-03'),
  listFaults: (client) => client.testControls.faults.list(),
  addFault: (client) => client.testControls.faults.add({ operationId: 'pay', status: 503 }),
  deleteFaults: (client) => client.testControls.faults.delete({ faultId: 'fault-acme-1' }),
  listRequests: (client) => client.testControls.requests.list({ status: 200 }),
  verifyRequests: (client) => client.testControls.requests.verify({ operationId: 'pay' }),
  deleteRequests: (client) => client.testControls.requests.delete(),
  listOutbox: (client) => client.testControls.outbox.list(),
  deleteOutbox: (client) => client.testControls.outbox.delete(),
  listWebhooks: (client) => client.testControls.webhooks.list(),
  createWebhook: (client) => client.testControls.webhooks.create({ url: 'http://localhost:4000/billing' }),
  deleteWebhook: (client) => client.testControls.webhooks.delete('webhook-1'),
  listWebhookDeliveries: (client) => client.testControls.webhooks.deliveries('webhook-1'),
  resendWebhookDelivery: (client) => client.testControls.webhooks.resend('webhook-1', 'delivery-1'),
};

describe('every operation of the document', () => {
  it('can be called', () => {
    expect(Object.keys(calls).sort()).toEqual(documented.map(({ operationId }) => operationId).sort());
  });

  test.each(Object.entries(calls))('%s is sent by its method and path', async (operationId, call) => {
    const { url, received } = await scriptedServer(succeeds());
    await call(new BillingClient({ baseUrl: url }));
    const sent = received.map((request) => `${request.method} ${request.url}`).join('\n');
    expect(documented.filter(({ request }) => request.test(sent)).map((entry) => entry.operationId)).toEqual([
      operationId,
    ]);
  });
});

describe('a parameter', () => {
  it('has the type that the document gives it, for both kinds of adjustment too', () => {
    const { contracts, adjustments } = new BillingClient({ baseUrl: 'http://localhost:1' });
    const { projects, billingGroups } = adjustments;
    expectTypeOf(contracts.create).parameter(0).toEqualTypeOf<RequestBody<'createContract'>>();
    expectTypeOf(projects.create).parameter(0).toEqualTypeOf<RequestBody<'createProjectAdjustment'>>();
    expectTypeOf(billingGroups.create).parameter(0).toEqualTypeOf<RequestBody<'createBillingGroupAdjustment'>>();
    expectTypeOf(projects.list).parameter(0).toEqualTypeOf<Query<'listProjectAdjustments'>>();
    expectTypeOf(billingGroups.list).parameter(0).toEqualTypeOf<Query<'listBillingGroupAdjustments'>>();
  });
});

describe('an answer', () => {
  it('is the fields of the success without the envelope', async () => {
    const { url } = await scriptedServer(succeeds({ statements: [], totalUnpaid: 9_007_199_254_740_991 }));
    const answer = await new BillingClient({ baseUrl: url }).statements.unpaid(month);
    expect(answer).toStrictEqual({ statements: [], totalUnpaid: 9_007_199_254_740_991 });
    expectTypeOf(answer.totalUnpaid).toEqualTypeOf<number>();
    expectTypeOf(answer).not.toHaveProperty('header');
  });

  it('is nothing where the success has no fields', async () => {
    const { url } = await scriptedServer(succeeds());
    expect(await new BillingClient({ baseUrl: url }).accounts.delete('u-1')).toBeUndefined();
  });
});

describe('the account', () => {
  it('is the header uuid, the call’s own before the client’s', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url, uuid: 'u-1' });
    await client.credits.balance();
    await client.credits.balance({ uuid: 'u-2' });
    await client.as('u-3').credits.balance();
    await client.credits.balance();
    expect(received.map(({ headers }) => headers.uuid)).toEqual(['u-1', 'u-2', 'u-3', 'u-1']);
  });

  it('can be the empty text, which is for the server to refuse', async () => {
    const { url, received } = await scriptedServer(succeeds());
    await new BillingClient({ baseUrl: url, uuid: 'u-1' }).credits.balance({ uuid: '' });
    expect(received[0]?.headers.uuid).toBe('');
  });

  it('is sent neither when nobody names it nor to an operation that takes none', async () => {
    const { url, received } = await scriptedServer(succeeds());
    await new BillingClient({ baseUrl: url }).credits.balance();
    await new BillingClient({ baseUrl: url, uuid: 'u-1' }).accounts.create({ member: 'kr' });
    expect(received.map(({ headers }) => headers.uuid)).toEqual([undefined, undefined]);
  });
});

describe('connections', () => {
  it('are kept alive and shared by the clients of several accounts', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const client = new BillingClient({ baseUrl: url, uuid: 'u-1' });
    await client.payments.pay(month);
    await client.statements.get(month);
    await client.as('u-2').statements.get(month);
    expect(new Set(received.map(({ port }) => port)).size).toBe(1);
  });
});
