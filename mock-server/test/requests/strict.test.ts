import { beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { expectReconciled, type LooseRequest, newUuid, useServer } from '../api-client.ts';
import { billed, standing, statementOf } from '../bills.ts';
import { prepareMarch } from '../worked-example-account.ts';

/** A server that is strict. */
const api = useServer({ isStrict: true });
/** A server that is lenient. */
const lenient = useServer();

type Target = Parameters<typeof api.refused>[0];

const NOT_FOUND = [404, 'NOT_FOUND'];
const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000, timestamp: '2025-03-10T00:00:00Z' };
const march = { month: '2025-03' };

async function account(): Promise<string> {
  const uuid = newUuid();
  await api.call('createAccount', { body: { uuid, member: 'kr' } });
  return uuid;
}

describe('strictly, an account that was not created', () => {
  const unknown = 'never-created';
  const byUuid: readonly [Target, LooseRequest][] = [
    ['createMeters', { body: reading }],
    ['listMeters', {}],
    ['getMeter', { path: { meterId: 'm' } }],
    ['deleteMeters', {}],
    ['createContract', { body: { name: 'n' } }],
    ['listContracts', {}],
    ['getContract', { path: { contractId: 'c' } }],
    ['getContractAdmin', { path: { contractId: 'c' } }],
    ['deleteContract', { path: { contractId: 'c' } }],
    ['getContractPrices', { path: { contractId: 'c' }, query: { counterNames: 'c' } }],
    ['assignContract', { path: { billingGroupId: 'g' }, body: { contractId: 'c', monthFrom: '2025-03' } }],
    ['unassignContracts', { path: { billingGroupId: 'g' } }],
    [
      'createProjectAdjustment',
      { body: { projectId: 'p', adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-03' } },
    ],
    ['listProjectAdjustments', { query: { projectId: 'p' } }],
    ['deleteProjectAdjustments', { query: { adjustmentIds: 'a' } }],
    [
      'createBillingGroupAdjustment',
      { body: { billingGroupId: 'g', adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-03' } },
    ],
    ['listBillingGroupAdjustments', { query: { billingGroupId: 'g' } }],
    ['deleteBillingGroupAdjustments', { query: { adjustmentIds: 'a' } }],
    ['grantCampaignCredit', { path: { campaignId: 'c' }, body: { amount: 5 } }],
    ['cancelCampaignCredit', { path: { campaignId: 'c' } }],
    ['cancelCredit', { path: { creditId: 'c' } }],
    ['redeemCoupon', { path: { couponCode: 'c' } }],
    ['getCreditBalance', {}],
    ['listCreditHistory', {}],
    ['getCredits', {}],
    ['calculateStatement', { body: march }],
    ['getCalculationProgress', { query: march }],
    ['deleteCalculation', { query: march }],
    ['getStatements', { path: march }],
    ['getConsoleStatements', { query: march }],
    ['getUnpaidStatements', { path: march }],
    ['pay', { path: march }],
    ['refundPayment', { path: march }],
    ['listPayments', {}],
    ['changePaymentStatus', { path: march, body: { paymentGroupId: 'g', paymentStatusCode: 'PAID' } }],
    ['cancelPayment', { path: march, query: { paymentGroupId: 'g' } }],
    ['createBatch', { body: { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-03' } }],
  ];

  it.each(byUuid)('is not found by %s', async (target, request) => {
    const { gist, body } = await api.refused(target, { uuid: unknown, ...request });
    expect(gist).toEqual(NOT_FOUND);
    expect(body.header.resultMessage).toContain(unknown);
    await api.refused('getAccount', { path: { uuid: unknown } });
  });

  it('is not provisioned by a body that names it, and a list of accounts is granted to all or none', async () => {
    const uuid = await account();
    const path = { campaignId: 'c' };
    expect((await api.refused('calculateStatement', { body: { uuid: unknown, ...march } })).gist).toEqual(NOT_FOUND);
    const credit = { credit: 5, uuidList: [uuid, unknown] };
    expect((await api.refused('grantCampaignCredit', { uuid, path, body: credit })).gist).toEqual(NOT_FOUND);
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [] });
    await api.refused('getAccount', { path: { uuid: unknown } });
  });

  it('is not the default one either', async () => {
    expect((await api.refused('createMeters', { body: reading })).gist).toEqual(NOT_FOUND);
    expect((await api.refused('getConsoleStatements', { query: march })).gist).toEqual(NOT_FOUND);
    await api.refused('getAccount', { path: { uuid: 'uuid-kr-test' } });
  });

  it('is gone again once it is deleted or reset', async () => {
    const [deleted, reset] = [await billed2(), await billed2()];
    await api.call('deleteAccount', { path: { uuid: deleted } });
    await api.call('resetAccount', { uuid: reset });
    for (const uuid of [deleted, reset]) {
      expect((await api.refused('getStatements', { uuid, path: march })).gist).toEqual(NOT_FOUND);
      expect((await api.refused('createMeters', { uuid, body: reading })).gist).toEqual(NOT_FOUND);
    }
  });

  async function billed2(): Promise<string> {
    const uuid = await account();
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { uuid, body: march });
    return uuid;
  }
});

describe('strictly, a contract', () => {
  it('is not invented when it is assigned, nor is a group named', async () => {
    const uuid = await account();
    const path = { billingGroupId: 'another-name' };
    const body = { contractId: 'nobodys', monthFrom: '2025-03' };
    expect((await api.refused('assignContract', { uuid, path, body })).gist).toEqual(NOT_FOUND);
    expect(await api.call('listContracts', { uuid })).toMatchObject({ contracts: [] });
    expect((await api.refused('unassignContracts', { uuid, path })).gist).toEqual(NOT_FOUND);
    const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', discountRate: 10 } });
    await api.call('assignContract', { uuid, path, body: { ...body, contractId } });
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { uuid, body: march });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ contractDiscount: 100 });
  });
});

const flat = { model: 'FLAT', unitPrice: 1 };
const adjustment = { projectId: 'p', adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-03' };
const unknownFields: readonly [Target, LooseRequest, ...string[]][] = [
  ['createAccount', { body: { member: 'kr', colour: 'red' } }, '/colour'],
  ['createAccount', { body: { member: 'kr', projects: [{ projectId: 'p', name: 'n' }] } }, '/projects/0/name'],
  ['createMeters', { body: { ...reading, serviceName: 's' } }, '/serviceName'],
  ['createMeters', { body: { meterList: [reading, { ...reading, serviceName: 's' }] } }, '/meterList/1/serviceName'],
  ['createMeters', { body: { meterList: [reading], colour: 'red' } }, '/colour'],
  ['createMeters', { body: { ...reading, 'a/b~c': 1 } }, '/a~1b~0c'],
  ['createMeters', { raw: JSON.stringify(reading).replace('{', '{"__proto__":{},') }, '/__proto__'],
  ['createMeters', { body: { ...reading, constructor: 1 } }, '/constructor'],
  ['createContract', { body: { name: 'n', colour: 'red', size: 1 } }, '/colour', '/size'],
  ['createContract', { body: { name: 'n', prices: { c: { ...flat, note: 'x' } } } }, '/prices/c/note'],
  ['createContract', { body: { name: 'n', prices: { c: { ...flat, tiers: [] } } } }, '/prices/c/tiers'],
  [
    'createContract',
    { body: { name: 'n', prices: { c: { model: 'VOLUME', tiers: [{ upTo: null, unitPrice: 1, note: 'x' }] } } } },
    '/prices/c/tiers/0/note',
  ],
  [
    'assignContract',
    { path: { billingGroupId: 'g' }, body: { contractId: 'c', monthFrom: '2025-03', colour: 'red' } },
    '/colour',
  ],
  ['createProjectAdjustment', { body: { ...adjustment, adjustmentId: 'a' } }, '/adjustmentId'],
  ['createProjectAdjustment', { body: { ...adjustment, billingGroupId: 'g' } }, '/billingGroupId'],
  [
    'createProjectAdjustment',
    { body: { ...adjustment, descriptions: [{ locale: 'en', message: 'm', x: 1 }] } },
    '/descriptions/0/x',
  ],
  ['grantCampaignCredit', { path: { campaignId: 'c' }, body: { amount: 1, colour: 'red' } }, '/colour'],
  ['calculateStatement', { body: { month: '2025-03', force: true } }, '/force'],
  ['pay', { path: march, body: { token: 'tok_success' } }, '/token'],
  ['refundPayment', { path: march, body: { as_credit: true } }, '/as_credit'],
  [
    'changePaymentStatus',
    { path: march, body: { paymentGroupId: 'g', paymentStatusCode: 'PAID', reason: 'x' } },
    '/reason',
  ],
  ['createBatch', { body: { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03', isAsync: true } }, '/isAsync'],
  ['previewStatement', { body: { month: '2025-03', contract: { discountRate: 1, name: 'n' } } }, '/contract/name'],
  [
    'previewStatement',
    { body: { month: '2025-03', usage: [{ ...reading, colour: 'red' }] } },
    '/usage/0/timestamp',
    '/usage/0/colour',
  ],
  ['listMeters', { query: { colour: 'red' } }, 'query/colour'],
  ['listContracts', { query: { itemPerPage: 5 } }, 'query/itemPerPage'],
  ['listContracts', { query: { __proto__x: 5, constructor: 'c' } }, 'query/__proto__x', 'query/constructor'],
  ['GET /billing/contracts?__proto__=5', {}, 'query/__proto__'],
  ['listProjectAdjustments', { query: { projectId: 'p', billingGroupId: 'g' } }, 'query/billingGroupId'],
  ['deleteMeters', { query: { appKey: 'a', form: '2025-03-01' } }, 'query/form'],
  ['cancelCredit', { path: { creditId: 'c' }, query: { why: 'x' } }, 'query/why'],
  ['getCreditBalance', { query: { page: 1 } }, 'query/page'],
  ['pay', { path: march, query: { amount: 5 } }, 'query/amount'],
  ['getRateLimitStatus', { query: { verbose: 1 } }, 'query/verbose'],
];

const nulls: readonly [Target, LooseRequest, ...string[]][] = [
  ['createProjectAdjustment', { body: { ...adjustment, monthTo: null } }, '/monthTo'],
  [
    'createContract',
    { body: { name: 'n', baseFee: null, prices: { c: { ...flat, unit: null } } } },
    '/baseFee',
    '/prices/c/unit',
  ],
  ['createMeters', { body: { ...reading, resourceId: null } }, '/resourceId'],
  ['createAccount', { body: { member: 'kr', uuid: null } }, '/uuid'],
  ['pay', { path: march, body: { amount: null } }, '/amount'],
  ['refundPayment', { path: march, body: { asCredit: null } }, '/asCredit'],
];

describe('strictly, what the document does not describe', () => {
  let uuid = '';
  beforeAll(async () => {
    uuid = await account();
  });

  it.each(unknownFields)('is refused by %s: %j', async (target, request, ...paths) => {
    const before = await stateOf(api, uuid);
    const { gist } = await api.refused(target, { uuid, ...request });
    expect([...gist].sort()).toEqual([400, 'VALIDATION_ERROR', ...paths].sort());
    expect(await stateOf(api, uuid)).toEqual(before);
  });

  it.each(nulls)('is refused as null by %s: %j', async (target, request, ...paths) => {
    const { gist } = await api.refused(target, { uuid, ...request });
    expect([...gist].sort()).toEqual([400, 'VALIDATION_ERROR', ...paths].sort());
  });

  it('is told together with what else is wrong', async () => {
    const { gist } = await api.refused('createContract', {
      uuid,
      body: { name: '', discountRate: 101, colour: 'red' },
    });
    expect(gist.slice(0, 2)).toEqual([400, 'VALIDATION_ERROR']);
    expect(gist).toEqual(expect.arrayContaining(['/name', '/colour']));
  });

  it('is no name of a counter, nor a null that ends the tiers', async () => {
    const prices = {
      colour: flat,
      __proto__x: { model: 'VOLUME', tiers: [{ upTo: null, unitPrice: 1 }] },
      constructor: flat,
    };
    const { status } = await api.send('createContract', { uuid, body: { name: 'n', prices } });
    expect(status).toBe(201);
  });
});

describe('without strictness', () => {
  const isOfContract = ([target, , path = '']: (typeof unknownFields)[number]) =>
    target === 'createContract' || path.startsWith('/contract/');
  const isOfControl = ([target]: (typeof unknownFields)[number]) => target === 'getRateLimitStatus';
  const isRefused = (unknown: (typeof unknownFields)[number]) => isOfContract(unknown) || isOfControl(unknown);

  it.each(unknownFields.filter((unknown) => !isRefused(unknown) && unknown[2] !== '/billingGroupId'))(
    'it is ignored by %s: %j',
    async (target, request) => {
      const { status, body } = await lenient.send(target, { uuid: newUuid(), ...request });
      const details = status === 400 ? Object(body).details : [];
      expect(details).toEqual([]);
    },
  );

  it.each(unknownFields.filter(isRefused))(
    'it is refused inside contracts and prices and in controls all the same, by %s: %j',
    async (target, request, ...paths) => {
      const { gist } = await lenient.refused(target, { uuid: newUuid(), ...request });
      expect(gist).toEqual([400, 'VALIDATION_ERROR', ...paths]);
    },
  );

  it('it is refused by name, with what it may have been meant to be', async () => {
    const prices = { c: { model: 'GRADUATED', tiers: [{ upTo: null, unitPrice: 1, flatAmount: 5, unitprice: 2 }] } };
    const body = { name: 'n', taxExempt: true, basefee: 5, prices };
    const { body: refusal } = await lenient.refused('createContract', { uuid: newUuid(), body });
    expect(refusal.details).toEqual([
      { path: '/taxExempt', message: 'is not known' },
      { path: '/basefee', message: 'is not known: did you mean baseFee?' },
      { path: '/prices/c/tiers/0/flatAmount', message: 'is not known' },
      { path: '/prices/c/tiers/0/unitprice', message: 'is not known: did you mean unitPrice?' },
    ]);
  });
});

describe('strictly, a client that keeps to the document', () => {
  it('bills March as ever, pays, refunds and reconciles', async () => {
    const uuid = newUuid();
    await prepareMarch(api, uuid);
    await api.call('calculateStatement', { body: { uuid, month: '2025-03', includeUsage: true } });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ totalAmount: 78_512, charge: 41_375, vat: 4_137 });
    expect(await api.call('pay', { uuid, path: march })).toMatchObject({ amount: 78_512, status: 'PAID' });
    await api.call('refundPayment', { uuid, path: march, body: { asCredit: true } });
    expect(await standing(api, uuid, '2025-03')).toEqual(['REFUNDED', 45_512, 0]);
    expect(await api.call('listPayments', { query: { uuid, page: 1, itemsPerPage: 5 } })).toMatchObject({
      totalItems: 2,
    });
    await expectReconciled(api, uuid);
  });

  it('meets the same headers as ever: others than the document’s are nobody’s business', async () => {
    const uuid = await account();
    const headers = { lang: 'ko_KR', 'x-anything': 'x', 'user-agent': 'python-requests/2.31.0' };
    await api.call('getCreditBalance', { uuid, headers });
  });

  it('finds accounts by their ids, and other projects and app keys join them', async () => {
    const uuid = newUuid();
    const projects = [{ projectId: `p-${uuid}`, appKeys: [`app-${uuid}`] }];
    await api.call('createAccount', { body: { uuid, member: 'kr', projects } });
    await api.call('createMeters', { body: { appKey: `app-${uuid}`, ...reading } });
    await api.call('createMeters', { uuid, body: { projectId: 'another', ...reading } });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 2 });
  });

  it('runs batches on all accounts, of which some may have been deleted', async () => {
    const [uuid, other] = [await account(), await account()];
    await api.call('deleteAccount', { path: { uuid: other } });
    const body = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-06' } as const;
    const { batchId } = await api.call('createBatch', { body });
    const { results } = await api.call('getBatch', { path: { batchId } });
    expect(results.filter((result) => result.uuid === uuid)).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(results.filter((result) => result.uuid === other)).toEqual([]);
  });
});

describe('a strict server’s account', () => {
  it('is one that a lenient one would bill the same', async () => {
    const uuid = await billed(lenient, { '2025-03': 1_000 });
    await api.call('createAccount', { body: { uuid, member: 'kr' } });
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { uuid, body: march });
    const { calculatedAt: _, ...strict } = await statementOf(api, uuid, '2025-03');
    expect(await statementOf(lenient, uuid, '2025-03')).toMatchObject(strict);
  });
});
