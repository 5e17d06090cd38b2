import { expect, it } from 'vitest';
import { type MockServer, startMockServer } from '../../src/start-mock-server.ts';
import { operationAt, operations } from '../api-document.ts';

/**
 * One account's story, told by a client that knows the paths and fields of the API's page and nothing else: every operation is
 * called, with requests written by hand. The operations that it calls are noted, and compared with the document in the end.
 */
type Json = Record<string, unknown>;

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: Json;
}

class Walker {
  readonly walked = new Set<string>();
  readonly #url: string;

  constructor({ url }: MockServer) {
    this.#url = url;
  }

  /** Sends a request such as `GET /health` and answers the body of its success. */
  async send(request: string, { headers = {}, body }: Sent = {}): Promise<Json> {
    const [method = '', path = ''] = request.split(' ');
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.#url + path, {
      method,
      headers: { accept: 'application/json', ...type, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    expect(answer, request).toMatchObject({ header: { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' } });
    expect(response.ok, request).toBe(true);
    this.walked.add(operationAt(method, path.split('?')[0] ?? '')?.operationId ?? request);
    return Object(answer);
  }
}

const MAX_POLLS = 5_000;

it('one story calls every operation of the API', async () => {
  const server = await startMockServer({ port: 0 });
  const walker = new Walker(server);
  const send = (request: string, sent?: Sent) => walker.send(request, sent);
  const headers = { uuid: 'walker' };
  const as = (body?: Json): Sent => ({ headers, ...(body && { body }) });

  // An account with a project, two contracts and everything else that its bills depend on.
  const created = await send('POST /billing/admin/accounts', {
    body: {
      member: 'kr',
      uuid: 'walker',
      billingGroupId: 'group-w',
      projects: [{ projectId: 'p-w', appKeys: ['app-w'] }],
    },
  });
  const account = {
    uuid: 'walker',
    member: 'kr',
    currency: 'KRW',
    timeZone: 'Asia/Seoul',
    billingGroupId: 'group-w',
    projects: [{ projectId: 'p-w', appKeys: ['app-w'] }],
  };
  expect(created).toMatchObject({ account });
  expect(await send('GET /billing/admin/accounts/walker')).toMatchObject({ account });

  const terms = { name: 'Ten off', discountRate: 10, baseFee: 1_000, minimumCharge: 5_000 };
  const contract = await send('POST /billing/contracts', as(terms));
  expect(contract).toMatchObject({ contractId: 'contract-walker-1', contract: { baseFee: 1_000, discountRate: '10' } });
  await send('POST /billing/contracts', as({ name: 'Nobody wants it' }));
  expect(await send('GET /billing/contracts', as())).toMatchObject({ totalItems: 2 });
  await send('DELETE /billing/admin/contracts/contract-walker-2');
  expect(await send('GET /billing/contracts/contract-walker-1')).toMatchObject({ contract: { minimumCharge: 5_000 } });
  expect(await send('GET /billing/admin/contracts/contract-walker-1')).toMatchObject({ contract: { name: 'Ten off' } });
  expect(
    await send('GET /billing/admin/contracts/contract-walker-1/products/prices?counterNames=compute.c2.c8m8'),
  ).toMatchObject({ prices: { price: '357.3', originalPrice: '397' }, items: [{ counterName: 'compute.c2.c8m8' }] });
  const assignment = { contractId: 'contract-walker-1', monthFrom: '2025-01', defaultYn: 'Y', name: 'Ten off' };
  expect(await send('PUT /billing/admin/billing-groups/group-w', { body: assignment })).toMatchObject({
    billingGroupId: 'group-w',
    contractId: 'contract-walker-1',
  });

  // Readings: 10 000 in January, and 20 000 in February of which a wrong one is deleted.
  const reading = { counterName: 'test.calls', counterType: 'DELTA', counterUnit: 'EA' };
  const january = { ...reading, appKey: 'app-w', counterVolume: '10000', timestamp: '2025-01-10T09:00:00+09:00' };
  const february = { ...reading, projectId: 'p-w', counterVolume: 20_000, timestamp: '2025-02-28T23:59:59+09:00' };
  const wrong = { ...reading, appKey: 'app-wrong', counterVolume: 5, timestamp: '2025-02-01T00:00:00+09:00' };
  const meters = { meterList: [january, { ...february, eventId: 'e' }, { ...february, eventId: 'e' }, wrong] };
  const stored = await send('POST /billing/meters', as(meters));
  expect(stored).toMatchObject({ acceptedCount: 3, duplicateCount: 1 });
  const [meterId] = Object(stored.meterIds);
  expect(await send('GET /billing/meters?month=2025-02&counterName=test.calls&page=1', as())).toMatchObject({
    totalItems: 2,
  });
  expect(await send(`GET /billing/meters/${meterId}`, as())).toMatchObject({
    meter: { projectId: 'p-w', counterVolume: '10000', timestamp: '2025-01-10T00:00:00Z' },
  });
  const mistaken = await send(
    'POST /billing/meters',
    as({ ...reading, counterVolume: 7, timestamp: '2025-02-02T00:00:00Z' }),
  );
  const [mistakenId] = Object(mistaken.meterIds);
  expect(await send(`DELETE /billing/meters/${mistakenId}`, as())).toMatchObject({ meter: { counterVolume: '7' } });
  expect(await send('DELETE /billing/admin/meters?appKey=app-wrong&from=2025-02-01&to=2025-02-28', as())).toMatchObject(
    { deletedCount: 1 },
  );

  // Adjustments: 500 more in February; those deleted count for nothing.
  const surcharge = { adjustmentTypeCode: 'FIXED_SURCHARGE', monthFrom: '2025-02', monthTo: '2025-02' };
  const project = { projectId: 'p-w', adjustment: 500, descriptions: [{ locale: 'en', message: 'Set-up' }] };
  await send('POST /billing/admin/projects/adjustments', { body: { ...surcharge, ...project } });
  const second = await send('POST /billing/admin/projects/adjustments', { body: { ...surcharge, ...project } });
  expect(await send('GET /billing/admin/projects/adjustments?projectId=p-w&month=2025-02')).toMatchObject({
    adjustments: [{ adjustment: '500', priority: 100 }, { adjustmentId: second.adjustmentId }],
  });
  const deleted = `adjustmentIds=${second.adjustmentId}`;
  expect(await send(`DELETE /billing/admin/projects/adjustments?${deleted}`)).toMatchObject({ deletedCount: 1 });
  const ofGroup = await send('POST /billing/admin/billing-groups/adjustments', {
    body: { ...surcharge, billingGroupId: 'group-w', adjustment: 1 },
  });
  expect(await send('GET /billing/admin/billing-groups/adjustments?billingGroupId=group-w')).toMatchObject({
    adjustments: [{ billingGroupId: 'group-w', monthTo: '2025-02' }],
  });
  await send(`DELETE /billing/admin/billing-groups/adjustments?adjustmentIds=${ofGroup.adjustmentId}`);

  // Credits: 2 000 to use, a coupon and a campaign's that are cancelled.
  const credit = {
    credit: 2_000,
    creditName: 'Spring',
    creditType: 'PROMOTIONAL',
    uuidList: ['walker'],
    emailList: [],
  };
  const dates = { expirationDateFrom: '2025-01-01', expirationDateTo: '2025-12-31' };
  const granted = await send('POST /billing/admin/campaign/spring/credits', { body: { ...credit, ...dates } });
  expect(granted.creditIds).toEqual([granted.creditId]);
  const coupon = await send('POST /billing/coupons/CAMPAIGN-001', as());
  expect(coupon).toMatchObject({ couponCode: 'CAMPAIGN-001', amount: 100_000 });
  expect(await send(`DELETE /billing/admin/credits/${coupon.creditId}/cancel?reason=test`)).toMatchObject({
    creditId: coupon.creditId,
    cancelledAmount: 100_000,
  });
  await send('POST /billing/admin/campaign/summer/credits', {
    body: { uuid: 'walker', amount: 7, creditType: 'PAID' },
  });
  expect(await send('DELETE /billing/admin/campaign/summer/credits?reason=test', as())).toMatchObject({
    cancelledCount: 1,
    cancelledAmount: 7,
  });
  expect(await send('GET /billing/credits/balance', as())).toMatchObject({
    totalBalance: 2_000,
    availableBalance: 2_000,
    pendingBalance: 0,
    currency: 'KRW',
    balances: [{ type: 'PROMOTIONAL', amount: 2_000, expiryDate: '2025-12-31' }],
  });

  // January: 10 000 less 10 %, the base fee, the credit, and 10 % VAT; calculated, dropped, and calculated again.
  const calculation = { month: '2025-01', uuid: 'walker', includeUsage: true };
  expect(await send('POST /billing/admin/calculations', { body: calculation })).toMatchObject({
    batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE',
    statementId: 'st-walker-2025-01',
  });
  expect(await send('GET /billing/admin/progress?month=2025-01&uuid=walker')).toMatchObject({
    status: 'COMPLETED',
    progress: 100,
    maxProgress: 100,
    list: [{ month: '2025-01', uuid: 'walker' }],
  });
  await send('DELETE /billing/admin/resources?month=2025-01', as());
  expect(await send('GET /billing/admin/progress?month=2025-01&uuid=walker')).toMatchObject({
    status: 'READY',
    list: [],
  });
  await send('POST /billing/admin/calculations', { body: calculation });
  const first = {
    usageAmount: 10_000,
    contractDiscount: 1_000,
    baseFee: 1_000,
    minimumCommitment: 0,
    subtotal: 10_000,
    creditApplied: 2_000,
    charge: 8_000,
    vat: 800,
    totalAmount: 8_800,
    amountDue: 8_800,
    dueDate: '2025-02-25',
  };
  const statements = await send('GET /billing/payments/2025-01/statements', as());
  expect(statements).toMatchObject({
    paymentGroupId: 'pg-walker-2025-01',
    paymentStatus: 'READY',
    statements: [{ ...first, appliedCredits: [{ campaignId: 'spring', amountApplied: 2_000, remainingBalance: 0 }] }],
  });
  expect(
    await send('GET /billing/credits/history?uuid=walker&creditType=PROMOTIONAL&page=1&itemsPerPage=9'),
  ).toMatchObject({
    totalCreditAmt: 2_000,
    creditHistories: [
      { kind: 'GRANT', amount: 2_000, balance: 2_000, campaignId: 'spring' },
      { kind: 'USE', amount: 2_000, balance: 0, statementId: 'st-walker-2025-01' },
      { kind: 'GIVE_BACK', amount: 2_000, balance: 2_000 },
      { kind: 'USE', amount: 2_000, balance: 0 },
    ],
  });

  // February by a batch: 20 000 less 10 %, the base fee and the surcharge, and the amount that January owes.
  const job = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-02-15T00:00:00+09:00', is_async: 'true' };
  const batch = await send('POST /billing/admin/batches', { body: job });
  expect(batch).toMatchObject({ batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', status: 'QUEUED' });
  let polled: Json = {};
  for (let polls = 0; polled.status !== 'COMPLETED' && polls < MAX_POLLS; polls += 1) {
    polled = await send(`GET /billing/admin/batches/${batch.batchId}`);
  }
  expect(polled).toMatchObject({ progress: 100, completedCount: 1, totalCount: 1, results: [{ uuid: 'walker' }] });
  expect(await send('GET /billing/admin/batches')).toMatchObject({
    batches: [{ batchId: batch.batchId }],
    totalItems: 1,
  });
  expect(await send('GET /billing/console/statements?uuid=walker&month=2025-02')).toMatchObject({
    statements: [
      { subtotal: 19_000, adjustmentTotal: 500, charge: 19_500, vat: 1_950, unpaidAmount: 8_800, totalAmount: 30_250 },
    ],
    totalPayments: 30_250,
  });
  expect(await send('GET /billing/payments/2025-02/statements/unpaid', as())).toMatchObject({
    statements: [
      { statementId: 'st-walker-2025-01', unpaidAmount: 8_800 },
      { statementId: 'st-walker-2025-02', unpaidAmount: 21_450 },
    ],
    totalUnpaid: 30_250,
  });

  // It is issued, paid with January, undone, paid again, and February is refunded, in part as a credit.
  const group = { paymentGroupId: 'pg-walker-2025-02' };
  const status = { ...group, paymentStatusCode: 'REGISTERED' };
  expect(await send('PUT /billing/admin/payments/2025-02/status', { body: status })).toMatchObject({
    paymentStatus: 'REGISTERED',
  });
  const payment = { status: 'PAID', amount: 30_250, method: 'BANK_TRANSFER', month: '2025-02', ...group };
  expect(await send('POST /billing/payments/2025-02', as({ ...group, method: 'BANK_TRANSFER' }))).toMatchObject(
    payment,
  );
  expect(await send('DELETE /billing/admin/payments/2025-02?paymentGroupId=pg-walker-2025-02')).toMatchObject({
    ...group,
    paymentStatus: 'REGISTERED',
    cancelledAmount: 30_250,
  });
  await send('POST /billing/payments/2025-02', as({ testToken: 'tok_success', amount: 30_250 }));
  const refund = await send(
    'POST /billing/payments/2025-02/refunds',
    as({ amount: 450, reason: 'outage', asCredit: true }),
  );
  expect(refund).toMatchObject({ amount: 450, paymentStatus: 'PAID' });
  expect(await send('POST /billing/payments/2025-02/refunds', as())).toMatchObject({
    amount: 21_000,
    paymentStatus: 'REFUNDED',
  });
  expect(
    await send('GET /billing/admin/payments?page=1&itemsPerPage=9&monthFrom=2025-01&monthTo=2025-02&uuid=walker'),
  ).toMatchObject({
    statements: [
      { month: '2025-01', paymentStatus: 'PAID', paidAmount: 8_800, amountDue: 0 },
      { month: '2025-02', paymentStatus: 'REFUNDED', paidAmount: 21_450, amountDue: 0 },
    ],
    payments: [{ amount: 30_250 }, { amount: 30_250 }],
    totalItems: 2,
  });
  expect(await send('GET /billing/v5.0/credits', as())).toMatchObject({
    stats: { totalAmount: 450 },
    totalCredit: 102_457,
    usedCredit: 2_000,
    restCredit: 450,
    credits: [{}, {}, {}, { creditId: refund.creditId, creditType: 'REFUND', restAmount: 450 }],
  });

  // Without its contract March would cost the amount of a preview.
  expect(await send('DELETE /billing/admin/billing-groups/group-w/contracts')).toMatchObject({ deletedCount: 1 });
  const preview = {
    member: 'kr',
    month: '2025-03',
    usage: [{ counterName: 'test.calls', counterUnit: 'EA', counterVolume: 1_000 }],
    credits: [{ type: 'REFUND', amount: 450 }],
    adjustments: [{ type: 'DISCOUNT', method: 'RATE', level: 'BILLING_GROUP', value: 5 }],
    unpaidAmount: 100,
    isOverdue: true,
  };
  // 1 000 − 50 − 450 = 500, 50 VAT, 100 carried and 5 for its being late.
  const previewed = { charge: 500, vat: 50, unpaidAmount: 100, lateFee: 5, totalAmount: 655 };
  expect(await send('POST /billing/admin/calculate', { body: preview })).toMatchObject({ statement: previewed });
  await send('POST /billing/meters', as({ ...reading, counterVolume: 1_000, timestamp: '2025-03-10T00:00:00Z' }));
  await send('POST /billing/admin/calculations', as({ month: '2025-03' }));
  expect(await send('GET /billing/payments/2025-03/statements', as())).toMatchObject({
    statements: [{ charge: 550, vat: 55, unpaidAmount: 0, totalAmount: 605 }],
  });

  // Its books are in order; then it goes.
  const audit = await send('POST /billing/admin/batches', {
    body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' },
  });
  expect(await send(`GET /billing/admin/batches/${audit.batchId}`)).toMatchObject({ results: [{ findings: [] }] });
  expect(await send('GET /test/rate-limit/status', as())).toMatchObject({ limit: 500, isEnabled: true });
  expect(await send('GET /test/explain/2025-03', as())).toMatchObject({ month: '2025-03', isCurrent: true });
  expect(await send('GET /test/outbox', as())).toMatchObject({ totalItems: expect.any(Number) });
  await send('DELETE /test/outbox', as());
  const { fault } = await send('POST /test/faults', as({ operationId: 'pay', status: 503 }));
  expect(await send('GET /test/faults', as())).toMatchObject({ faults: [fault] });
  expect(await send('DELETE /test/faults', as())).toMatchObject({ deletedCount: 1 });
  const calculated = { operationId: 'calculateStatement', count: 2, body: { month: '2025-03' } };
  expect(await send('POST /test/requests/verify', as(calculated))).toHaveProperty('isVerified');
  expect(await send('GET /test/requests?operationId=pay', as())).toHaveProperty('requests');
  await send('DELETE /test/requests', as());
  const { webhookId } = await send(
    'POST /test/webhooks',
    as({ url: 'http://127.0.0.1:1/', events: ['statement.overdue'] }),
  );
  expect(await send('GET /test/webhooks', as())).toMatchObject({ webhooks: [{ webhookId }] });
  const snapshot = await send('POST /test/snapshots', as());
  expect(await send('GET /test/snapshots', as())).toMatchObject({ snapshots: [{ snapshotId: snapshot.snapshotId }] });
  const file = await send(`GET /test/snapshots/${snapshot.snapshotId}`, as());
  expect(await send(`POST /test/snapshots/${snapshot.snapshotId}/restore`, as())).toMatchObject({ isStopped: false });
  expect(await send('POST /test/snapshots/restore', as(file))).toMatchObject({ isStopped: false });
  await send(`DELETE /test/snapshots/${snapshot.snapshotId}`, as());
  expect(await send('GET /test/fixture', as())).toMatchObject({ accounts: [{ member: 'kr' }] });
  await send('PUT /test/clock', as({ now: '2025-04-01T00:00:00+09:00' }));
  expect(await send('GET /test/clock', as())).toMatchObject({ now: '2025-03-31T15:00:00Z', isStopped: true });
  // March is due on 25 April, and overdue 30 days later.
  expect(await send('POST /test/clock/advance', as({ by: 'P2M' }))).toMatchObject({
    now: '2025-05-31T15:00:00Z',
    timeline: [{ at: '2025-05-24T15:00:00Z', kind: 'statement.overdue', month: '2025-03', amount: 605 }],
  });
  const deliveries = `/test/webhooks/${webhookId}/deliveries`;
  expect(await send(`GET ${deliveries}`, as())).toMatchObject({
    deliveries: [{ event: { type: 'statement.overdue' } }],
  });
  expect(await send(`POST ${deliveries}/delivery-walker-1/resend`, as())).toHaveProperty('delivery.status');
  await send(`DELETE /test/webhooks/${webhookId}`, as());
  await send('PUT /test/defect', as({ name: 'tax-before-credits' }));
  await send('DELETE /test/defect', as());
  await send('POST /test/reset', as());
  await send('POST /billing/admin/accounts', { body: { member: 'us', uuid: 'walker' } });
  await send('DELETE /billing/admin/accounts/walker');

  // Somebody's pact asks for a statement of 605.
  const params = { uuid: 'walker', month: '2025-03', total: 605 };
  const state = { state: 'an account with a calculated statement', params };
  expect(await send('POST /pact-states', { body: state })).toMatchObject({ statementId: 'st-walker-2025-03' });
  await send('POST /pact-states', { body: { ...state, action: 'teardown' } });

  expect([...walker.walked].sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  await server.close();
});
