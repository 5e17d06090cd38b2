import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

/** Names that a user may choose; the server treats each of them as data. */
const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a/b~c d',
  '../..',
  '%2e%2e',
  "' OR '1'='1",
  '<script>alert(1)</script>',
  '청구 🧾',
  'ligature ﬁ and İ',
  '\u202eright to left',
  '\ud800',
  'null',
  '0',
  '-1',
  'x'.repeat(255),
  '🧾'.repeat(255),
];

/** A lone surrogate can be in a JSON string, and not in a URL. */
const inPaths = names.filter((name) => !/^\p{Surrogate}$/u.test(name));

const timestamp = '2025-03-10T00:00:00Z';

describe.each(names)('%j', (name) => {
  it('can be the name of a counter, a project, a resource, an app key, an event and a contract’s price', async () => {
    const uuid = newUuid();
    const priced = { model: 'FLAT', unitPrice: '7' } as const;
    const { contractId, contract } = await api.call('createContract', {
      uuid,
      body: { name, discountRate: '10', prices: Object.fromEntries([[name, priced]]) },
    });
    expect(contract.name).toBe(name);
    expect(Object.entries(contract.prices)).toEqual([[name, priced]]);
    await api.call('assignContract', {
      uuid,
      path: { billingGroupId: 'g' },
      body: { contractId, monthFrom: '2025-03' },
    });
    const fields = {
      counterName: name,
      counterUnit: name,
      appKey: name,
      resourceId: name,
      eventId: name,
      source: name,
      timestamp,
    };
    const meterList = [
      { ...fields, projectId: name, counterVolume: '100' },
      { ...fields, projectId: name, counterVolume: '100' },
      { ...fields, eventId: 'other', counterVolume: '50' },
      { ...fields, counterName: 'other', eventId: 'third', projectId: 'other', counterVolume: '1' },
    ];
    expect(await api.call('createMeters', { uuid, body: { meterList } })).toMatchObject({
      acceptedCount: 3,
      duplicateCount: 1,
    });
    const { adjustmentId } = await api.call('createProjectAdjustment', {
      uuid,
      body: {
        projectId: name,
        adjustment: 50,
        adjustmentTypeCode: 'RATE_DISCOUNT',
        monthFrom: '2025-03',
        descriptions: [{ locale: 'en', message: name }],
      },
    });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    // 150 × 7 = 1050, less 10 % = 945, less 50 % = 472 (473 off); the other 100, less 10 % = 90: 562
    expect(statements).toMatchObject([
      {
        usageAmount: 1_150,
        contractDiscount: 115,
        appliedAdjustments: [{ adjustmentId, targetId: name, description: name, baseAmount: 945, amount: -473 }],
        charge: 562,
        vat: 56,
        totalAmount: 618,
      },
    ]);
    const lines = statements[0]?.lineItems ?? [];
    expect(lines.find(({ projectId }) => projectId === name)).toMatchObject({
      counterName: name,
      unit: name,
      quantity: '150',
      amount: 1_050,
    });
  });
});

describe.each(inPaths)('%j in a URL', (name) => {
  it('can be a campaign, a billing group, a contract and a filter', async () => {
    const uuid = newUuid();
    await api.call('createMeters', {
      uuid,
      body: { counterName: name, counterUnit: 'EA', counterVolume: 10, appKey: name, timestamp },
    });
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: name }, body: { amount: 5, creditName: name } });
    await api.call('assignContract', {
      uuid,
      path: { billingGroupId: name },
      body: { contractId: name, monthFrom: '2025-03' },
    });
    expect(await api.call('getContract', { uuid, path: { contractId: name } })).toMatchObject({
      contract: { contractId: name, name },
    });
    const body = {
      billingGroupId: name,
      adjustment: '5',
      adjustmentTypeCode: 'FIXED_SURCHARGE',
      monthFrom: '2025-03',
    } as const;
    await api.call('createBillingGroupAdjustment', { uuid, body });
    const listed = await api.call('listBillingGroupAdjustments', { uuid, query: { billingGroupId: name } });
    expect(listed.adjustments).toMatchObject([{ billingGroupId: name }]);
    expect(await api.call('listMeters', { uuid, query: { counterName: name, appKey: name } })).toMatchObject({
      totalItems: 1,
    });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    // 10 × 100, less 30 % = 700, plus 5, less a credit of 5
    expect(statements).toMatchObject([
      { charge: 700, appliedCredits: [{ campaignId: name, campaignName: name, amountApplied: 5 }] },
    ]);
    expect(await api.call('listCreditHistory', { uuid })).toMatchObject({
      creditHistories: [{ campaignId: name }, { campaignId: name }],
    });
    expect(await api.call('deleteMeters', { uuid, query: { appKeys: [name] } })).toMatchObject({ deletedCount: 1 });
  });
});

describe.each(['__proto__', 'constructor', 'toString'])('%s', (uuid) => {
  it('can be the name of an account', async () => {
    await api.refused('getAccount', { path: { uuid } });
    await api.call('createMeters', { uuid, body: { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 } });
    expect(await api.call('getAccount', { path: { uuid } })).toMatchObject({ account: { uuid } });
    await api.call('deleteAccount', { path: { uuid } });
    await api.refused('getAccount', { path: { uuid } });
  });

  it('waits for its account as an adjustment’s project', async () => {
    const terms = { adjustment: 10, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-03' } as const;
    const { adjustmentId } = await api.call('createBillingGroupAdjustment', {
      body: { billingGroupId: `${uuid}!`, ...terms },
    });
    expect(adjustmentId).toMatch(/^adj-waiting-/);
  });
});

describe('a preview', () => {
  it.each(names)('can be of a counter, a project and a price called %j', async (name) => {
    const { statement } = await api.call('previewStatement', {
      body: {
        month: '2025-03',
        billingGroupId: name,
        usage: [{ projectId: name, counterName: name, counterUnit: 'EA', counterVolume: 10 }],
        contract: { prices: Object.fromEntries([[name, { model: 'PACKAGE', packageSize: 3, packagePrice: 100 }]]) },
        adjustments: [{ type: 'DISCOUNT', method: 'FIXED', level: 'PROJECT', targetProjectId: name, value: 50 }],
      },
    });
    // ⌈10 ÷ 3⌉ × 100 − 50
    expect(statement).toMatchObject({
      billingGroupId: name,
      charge: 350,
      lineItems: [{ projectId: name, counterName: name, amount: 400 }],
    });
  });
});
