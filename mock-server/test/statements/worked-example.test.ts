import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { contractTerms, marchReadings, prepareMarch } from '../worked-example-account.ts';

const api = useServer();

const hourly = { model: 'FLAT', unit: 'HOURS', unitPrice: '397' };
const tiered = {
  model: 'GRADUATED',
  unit: 'GB',
  tiers: [
    { upTo: '100', unitPrice: '0' },
    { upTo: '1000', unitPrice: '90' },
    { upTo: null, unitPrice: '70' },
  ],
};

const compute = { counterName: 'compute.c2.c8m8', counterType: 'DELTA', unit: 'HOURS', pricing: hourly };
const traffic = { counterName: 'network.traffic.out', counterType: 'DELTA', unit: 'GB', pricing: tiered };

/** Worked out by hand from the rules. */
const figures = {
  member: 'kr',
  month: '2025-03',
  currency: 'KRW',
  period: { start: '2025-02-28T15:00:00Z', end: '2025-03-31T15:00:00Z', timeZone: 'Asia/Seoul' },
  lineItems: [
    {
      lineItemId: 'line-1',
      projectId: 'p-a',
      ...compute,
      quantity: '100.5',
      amount: 39_898,
      discount: 4_987,
      netAmount: 34_911,
    },
    {
      lineItemId: 'line-2',
      projectId: 'p-b',
      ...compute,
      quantity: '49.75',
      amount: 19_751,
      discount: 2_469,
      netAmount: 17_282,
    },
    {
      lineItemId: 'line-3',
      projectId: 'p-b',
      ...traffic,
      quantity: '200',
      amount: 9_000,
      discount: 1_125,
      netAmount: 7_875,
    },
  ],
  usageAmount: 68_649,
  contractDiscount: 8_581,
  baseFee: 10_000,
  minimumCommitment: 0,
  subtotal: 70_068,
  adjustmentTotal: 307,
  discount: 13_274,
  creditApplied: 29_000,
  charge: 41_375,
  taxName: 'VAT',
  taxRate: '10',
  vat: 4_137,
  unpaidAmount: 33_000,
  lateFee: 0,
  totalAmount: 78_512,
};

const adjustments = [
  { type: 'RATE_DISCOUNT', level: 'PROJECT', targetId: 'p-b', value: '10', baseAmount: 25_157, amount: -2_516 },
  {
    type: 'FIXED_SURCHARGE',
    level: 'BILLING_GROUP',
    description: 'Set-up fee',
    value: '5000',
    baseAmount: 67_552,
    amount: 5_000,
  },
  { type: 'RATE_DISCOUNT', level: 'BILLING_GROUP', value: '3', baseAmount: 72_552, amount: -2_177 },
];

const prepaid = { type: 'PAID', campaignId: 'prepaid', campaignName: 'Prepaid', amountApplied: 9_000 };
const spring = { type: 'PROMOTIONAL', campaignId: 'spring-2025', campaignName: 'Spring 2025', amountApplied: 20_000 };

describe('the worked example over HTTP', () => {
  const uuid = newUuid();
  const statementId = `st-${uuid}-2025-03`;
  const paymentGroupId = `pg-${uuid}-2025-03`;
  const february = { statementId: `st-${uuid}-2025-02`, month: '2025-02', dueDate: '2025-03-25' };
  const march = { statementId, month: '2025-03', dueDate: '2025-04-25' };

  it('has no statement and no progress before it is calculated', async () => {
    const { contractId } = await prepareMarch(api, uuid);
    const { contract } = await api.call('getContract', { uuid, path: { contractId } });
    expect(contract).toEqual({
      contractId,
      name: 'Standard 2025',
      currency: 'KRW',
      discountRate: '12.5',
      baseFee: 10_000,
      minimumCharge: 50_000,
      prices: {},
    });
    expect(await api.call('getStatements', { uuid, path: { month: '2025-03' } })).toEqual({
      header: { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' },
      statements: [],
    });
    expect(await api.call('getCalculationProgress', { uuid, query: { month: '2025-03' } })).toMatchObject({
      status: 'READY',
      progress: 0,
      maxProgress: 100,
      list: [],
    });
  });

  it('has both credits whole before it is calculated', async () => {
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({
      totalBalance: 29_000,
      availableBalance: 29_000,
      pendingBalance: 0,
      currency: 'KRW',
      balances: [
        { type: 'PROMOTIONAL', amount: 20_000, expiryDate: '2025-12-31' },
        { type: 'PAID', amount: 9_000, expiryDate: '2025-04-03' },
      ],
    });
  });

  it('is calculated to the last minor unit', async () => {
    const calculated = await api.call('calculateStatement', { body: { month: '2025-03', uuid, includeUsage: true } });
    expect(calculated).toMatchObject({ batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', statementId });
    const { statements, ...group } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    expect(group).toMatchObject({ paymentGroupId, paymentStatus: 'READY' });
    const [statement] = statements;
    expect(statement).toEqual({
      ...figures,
      statementId,
      uuid,
      billingGroupId: `bg-${uuid}`,
      appliedAdjustments: [
        { adjustmentId: expect.stringMatching(`^adj-${uuid}-\\d+$`), ...adjustments[0] },
        { adjustmentId: expect.stringMatching(`^adj-${uuid}-\\d+$`), targetId: `bg-${uuid}`, ...adjustments[1] },
        { adjustmentId: expect.stringMatching(`^adj-${uuid}-\\d+$`), targetId: `bg-${uuid}`, ...adjustments[2] },
      ],
      appliedCredits: [
        { creditId: expect.stringMatching(`^credit-${uuid}-\\d+$`), ...prepaid, remainingBalance: 0 },
        { creditId: expect.stringMatching(`^credit-${uuid}-\\d+$`), ...spring, remainingBalance: 0 },
      ],
      paidAmount: 0,
      amountDue: 78_512,
      paymentGroupId,
      paymentStatus: 'READY',
      paymentStatusCode: 'READY',
      dueDate: '2025-04-25',
      calculatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    });
  });

  it('has a progress, an empty balance and a ledger afterwards', async () => {
    const done = { status: 'COMPLETED', progress: 100, maxProgress: 100 };
    expect(await api.call('getCalculationProgress', { query: { month: '2025-03', uuid } })).toMatchObject({
      ...done,
      list: [{ batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', month: '2025-03', uuid, ...done }],
    });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0, balances: [] });
    const history = await api.call('listCreditHistory', { uuid });
    expect(history).toMatchObject({ totalCreditAmt: 29_000, totalItems: 4 });
    expect(history.creditHistories).toMatchObject([
      { kind: 'GRANT', creditType: 'PROMOTIONAL', amount: 20_000, balance: 20_000, campaignId: 'spring-2025' },
      { kind: 'GRANT', creditType: 'PAID', amount: 9_000, balance: 9_000, campaignId: 'prepaid' },
      { kind: 'USE', creditType: 'PAID', amount: 9_000, balance: 0, campaignId: 'prepaid', statementId },
      { kind: 'USE', creditType: 'PROMOTIONAL', amount: 20_000, balance: 0, campaignId: 'spring-2025', statementId },
    ]);
    expect(history.creditHistories.slice(0, 2).map((entry) => entry.statementId)).toEqual([undefined, undefined]);
    const paid = await api.call('listCreditHistory', { uuid, query: { creditType: 'PAID', itemsPerPage: 1, page: 2 } });
    expect(paid).toMatchObject({ totalCreditAmt: 9_000, totalItems: 2, creditHistories: [{ kind: 'USE' }] });
  });

  it('changes nothing when it is calculated again', async () => {
    const read = () => api.call('getStatements', { uuid, path: { month: '2025-03' } });
    const before = await read();
    await api.call('calculateStatement', { body: { month: '2025-03', uuid } });
    expect(await read()).toEqual(before);
    expect(await api.call('listCreditHistory', { uuid })).toMatchObject({ totalItems: 4 });
  });

  it('leaves both months unpaid until they are paid', async () => {
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-03' } })).toMatchObject({
      statements: [
        { ...february, totalAmount: 33_000, unpaidAmount: 33_000, status: 'READY' },
        { ...march, totalAmount: 78_512, unpaidAmount: 45_512, status: 'READY' },
      ],
      totalUnpaid: 78_512,
    });
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-02' } })).toMatchObject({
      statements: [{ ...february, unpaidAmount: 33_000 }],
      totalUnpaid: 33_000,
    });
  });

  it('is paid oldest month first', async () => {
    const first = await api.call('pay', { uuid, path: { month: '2025-03' }, body: { amount: 40_000, paymentGroupId } });
    expect(first).toMatchObject({
      paymentGroupId,
      status: 'PARTIALLY_PAID',
      amount: 40_000,
      method: 'CREDIT_CARD',
      month: '2025-03',
    });
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-03' } })).toMatchObject({
      // 40 000 − 33 000 = 7 000 went to March
      statements: [{ ...march, unpaidAmount: 38_512, status: 'PARTIALLY_PAID' }],
      totalUnpaid: 38_512,
    });
    const rest = await api.call('pay', { uuid, path: { month: '2025-03' }, body: { method: 'BANK_TRANSFER' } });
    expect(rest).toMatchObject({ status: 'PAID', amount: 38_512, method: 'BANK_TRANSFER' });
    expect(rest.paymentId).not.toBe(first.paymentId);
    expect(rest.transactionId).not.toBe(first.transactionId);
  });

  it('keeps its figures when it is paid, and says so', async () => {
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    expect(statements).toMatchObject([
      { ...figures, paidAmount: 45_512, amountDue: 0, paymentStatus: 'PAID', paymentStatusCode: 'PAID' },
    ]);
    const earlier = await api.call('getStatements', { uuid, path: { month: '2025-02' } });
    expect(earlier).toMatchObject({ paymentStatus: 'PAID', statements: [{ paidAmount: 33_000, amountDue: 0 }] });
    expect(await api.call('getUnpaidStatements', { uuid, path: { month: '2025-03' } })).toMatchObject({
      statements: [],
      totalUnpaid: 0,
    });
  });
});

describe('the worked example in one request', () => {
  const request = {
    month: '2025-03',
    usage: marchReadings.map(({ timestamp, ...usage }) => usage),
    contract: contractTerms,
    adjustments: [
      { type: 'DISCOUNT', method: 'RATE', level: 'PROJECT', targetProjectId: 'p-b', value: 10 },
      { type: 'SURCHARGE', method: 'FIXED', level: 'BILLING_GROUP', value: 5000, description: 'Set-up fee' },
      { type: 'DISCOUNT', method: 'RATE', level: 'BILLING_GROUP', value: 3 },
    ],
    credits: [
      { type: 'PROMOTIONAL', amount: 20_000, campaignId: 'spring-2025', name: 'Spring 2025', expireDate: '2025-12-31' },
      { type: 'PAID', amount: 9_000, campaignId: 'prepaid', name: 'Prepaid', expireDate: '2025-04-03' },
    ],
    unpaidAmount: 33_000,
    isOverdue: false,
  } as const;

  it('comes to the same statement without an account', async () => {
    const uuid = newUuid();
    const { statement } = await api.call('previewStatement', {
      body: {
        ...request,
        usage: [...request.usage],
        adjustments: [...request.adjustments],
        credits: [...request.credits],
      },
    });
    expect(statement).toMatchObject({ ...figures, appliedAdjustments: adjustments, appliedCredits: [prepaid, spring] });
    expect(statement).not.toHaveProperty('billingGroupId');
    await api.refused('getAccount', { path: { uuid } });
  });

  it('names the billing group it is given, takes the month of a date and charges what is overdue', async () => {
    const { statement } = await api.call('previewStatement', {
      body: { billingGroupId: 'bg-mine', targetDate: '2025-03-31', unpaidAmount: 33_010, isOverdue: true },
    });
    // ⌊5 % × 33 010⌉ = ⌊1 650.5⌉
    expect(statement).toMatchObject({
      billingGroupId: 'bg-mine',
      month: '2025-03',
      lineItems: [],
      lateFee: 1_651,
      totalAmount: 34_661,
    });
  });

  it.each([
    ['jp', 'JPY', 'Asia/Tokyo', '2025-02-28T15:00:00Z', 4_350, 435],
    ['us', 'USD', 'America/New_York', '2025-03-01T05:00:00Z', 2_980, 246],
    ['eu', 'EUR', 'Europe/Paris', '2025-02-28T23:00:00Z', 2_740, 548],
    ['etc', 'USD', 'UTC', '2025-03-01T00:00:00Z', 2_980, 0],
  ])('bills 100 hours of member %s in %s', async (member, currency, timeZone, start, charge, vat) => {
    const usage = [{ counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', counterVolume: 100 }];
    const { statement } = await api.call('previewStatement', { body: { member, month: '2025-03', usage } });
    expect(statement).toMatchObject({ member, currency, charge, vat, totalAmount: charge + vat });
    expect(statement.period).toMatchObject({ start, timeZone });
  });
});
