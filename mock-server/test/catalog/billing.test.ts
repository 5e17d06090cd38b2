import { BillingError, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { describe, expect, test } from 'vitest';
import { startMockServer } from '../../src/index.ts';
import { newUuid, useServer } from '../api-client.ts';

/** A team of its own: in Singapore, in cents, with its own units, limits, order of credits and late fees. */
const catalog = `
members:
  sg: { currency: SGD, tax: { name: GST, rate: 9, rounding: HALF_UP }, timeZone: Asia/Singapore }
  constructor: { currency: SGD, tax: { name: none, rate: 0, rounding: DOWN }, timeZone: UTC }
units:
  - { CALL: 1, THOUSAND_CALLS: 1000 }
prices:
  api.calls: { unit: THOUSAND_CALLS, SGD: 166.67 }
  api.traffic: { model: GRADUATED, unit: GB, upTo: [10, 20], SGD: [0, 2.5, 1.25] }
  seat: { model: PACKAGE, packageSize: 5, SGD: 1990 }
  __proto__: { SGD: 3 }
  "*": { SGD: 0.1 }
adjustments: { defaultPriority: 50, maxRateDiscount: 30, maxRateSurcharge: 5, maxFixedAmount: 1000 }
credits:
  expiringSoonDays: 0
  ranks: [PAID, [PROMOTIONAL, CAMPAIGN, BONUS], [FREE, COMPENSATION], REFUND]
lateFees: { dueDay: 10, graceDays: 0, rate: 1.5 }
`;

const api = useServer({ policy: parseCatalog(catalog) });
const timestamp = '2025-03-31T23:59:59+08:00';
const usage = [
  // 1 500 calls are 1.5 thousand: 250.005 is 250 cents
  { counterName: 'api.calls', counterUnit: 'call', counterVolume: 1_500, timestamp },
  // 10 free, 10 × 2.5, 4 × 1.25: 30
  { counterName: 'api.traffic', counterUnit: 'GB', counterVolume: 24, timestamp },
  // 2 packages: 3 980
  { counterName: 'seat', counterUnit: 'EA', counterVolume: 6, timestamp },
  { counterName: '__proto__', counterUnit: 'EA', counterVolume: 4, timestamp },
  // 0.5 is 1
  { counterName: 'anything', counterUnit: 'EA', counterVolume: 5, timestamp },
];

async function bill(member: string, month: string) {
  const uuid = newUuid();
  await api.call('createAccount', { body: { uuid, member, projects: [{ projectId: 'web' }] } });
  await api.call('createMeters', { uuid, body: { meterList: usage.map((one) => ({ projectId: 'web', ...one })) } });
  const grant = { uuid, amount: 100, expirationDateTo: '2025-12-31' };
  for (const creditType of ['FREE', 'PAID'] as const) {
    await api.call('grantCampaignCredit', { path: { campaignId: creditType }, body: { ...grant, creditType } });
  }
  await api.call('calculateStatement', { body: { uuid, month } });
  const { statements } = await api.call('getStatements', { uuid, path: { month } });
  return { uuid, statement: statements[0] };
}

describe('a server with a catalog of its own', () => {
  test('bills its members by its prices, units, taxes and calendar', async () => {
    const { uuid, statement } = await bill('sg', '2025-03');
    expect(statement).toMatchObject({
      member: 'sg',
      currency: 'SGD',
      period: { start: '2025-02-28T16:00:00Z', end: '2025-03-31T16:00:00Z', timeZone: 'Asia/Singapore' },
      lineItems: [
        { counterName: '__proto__', quantity: '4', amount: 12 },
        { counterName: 'anything', quantity: '5', amount: 1 },
        { counterName: 'api.calls', unit: 'THOUSAND_CALLS', quantity: '1.5', amount: 250 },
        { counterName: 'api.traffic', unit: 'GB', quantity: '24', amount: 30 },
        { counterName: 'seat', quantity: '6', amount: 3_980 },
      ],
      usageAmount: 4_273,
      appliedCredits: [
        { type: 'PAID', amountApplied: 100 },
        { type: 'FREE', amountApplied: 100 },
      ],
      charge: 4_073,
      taxName: 'GST',
      taxRate: '9',
      vat: 367, // 366.57
      totalAmount: 4_440,
      dueDate: '2025-04-10',
    });
    // A month later it is overdue: 1.5 % of 4 440 is 66.6
    await api.call('calculateStatement', { body: { uuid, month: '2025-04' } });
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-04' } });
    expect(statements).toMatchObject([{ charge: 0, unpaidAmount: 4_440, lateFee: 67, totalAmount: 4_507 }]);
  });

  test('bills a member by any name', async () => {
    expect((await bill('constructor', '2025-03')).statement).toMatchObject({
      member: 'constructor',
      period: { timeZone: 'UTC' },
      charge: 4_073,
      vat: 0,
    });
  });

  test('keeps to its limits', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'sg', projects: [{ projectId: 'web' }] } });
    const adjustment = { projectId: 'web', adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-03' };
    const refused = await api.refused('createProjectAdjustment', { uuid, body: { ...adjustment, adjustment: 31 } });
    expect(refused.gist).toEqual([400, 'VALIDATION_ERROR', '/adjustment']);
    expect(refused.body.details[0]?.message).toBe('must be <= 30');
  });

  test('does not know the standard members', async () => {
    const refused = await api.refused('createAccount', { body: { member: 'kr' } });
    expect(refused.body.details).toEqual([{ path: '/member', message: 'must be one of sg, constructor' }]);
  });

  test('provisions accounts as its first member', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: { counterName: 'seat', counterUnit: 'EA', counterVolume: 1 } });
    expect(await api.call('getAccount', { path: { uuid } })).toMatchObject({
      account: { member: 'sg', currency: 'SGD' },
    });
  });
});

test('a policy that nobody can be billed by starts no server', async () => {
  const policy = { ...standardPolicy, members: [], lateFees: { dueDay: 31, graceDays: 30, rate: '5' } };
  const refusal: unknown = await startMockServer({ port: 0, policy }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BillingError);
  expect(refusal).toMatchObject({
    code: 'VALIDATION_ERROR',
    details: [{ path: '/members' }, { path: '/lateFees/dueDay' }],
  });
});
