import { describe, expect, it } from 'vitest';
import { type LooseRequest, newUuid, useServer } from '../api-client.ts';
import { billed } from '../bills.ts';
import { prepareMarch } from '../worked-example-account.ts';

/** The calls of a client that exists, as it sends them, and the fields that it reads of the answers. */
const api = useServer();

type Target = Parameters<typeof api.send>[0];

/** The answers that the client takes for a success. */
async function succeeds(target: Target, request: LooseRequest): Promise<unknown> {
  const { status, body } = await api.send(target, request);
  expect(status, JSON.stringify(body)).toBeLessThan(400);
  expect(body).toHaveProperty('header.isSuccessful', true);
  expect(body).toHaveProperty('header.resultMessage', 'SUCCESS');
  return body;
}

const appReading = {
  appKey: 'app-of-client',
  counterName: 'compute.c2.c8m8',
  counterType: 'DELTA',
  counterUnit: 'HOURS',
  counterVolume: '360',
  parentResourceId: 'parent-1',
  resourceId: 'resource-1',
  resourceName: 'vm',
  source: 'qa.billing.test',
  timestamp: '2021-05-01T13:00:00.000+09:00',
};

describe('POST /billing/meters', () => {
  it('takes a batch of one with an app key, without a uuid', async () => {
    expect(await succeeds('POST /billing/meters', { body: { meterList: [appReading] } })).toMatchObject({
      acceptedCount: 1,
    });
  });

  it('takes readings without an app key, with a uuid', async () => {
    const uuid = newUuid();
    const { counterName, counterType, counterUnit, resourceId } = appReading;
    const bare = {
      counterName,
      counterType,
      counterUnit,
      counterVolume: 100,
      resourceId,
      projectId: 'p',
      serviceName: 's',
    };
    await succeeds('POST /billing/meters', { uuid, body: bare });
    await succeeds('POST /billing/meters', { uuid, body: { meterList: [bare, bare] } });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 3 });
  });
});

describe('POST /billing/admin/calculations', () => {
  it('takes its account from the body, and progress from the query', async () => {
    const uuid = newUuid();
    await succeeds('POST /billing/admin/calculations', { body: { includeUsage: true, month: '2021-05', uuid } });
    const progress = await succeeds('GET /billing/admin/progress', { query: { month: '2021-05', uuid } });
    expect(progress).toMatchObject({ status: 'COMPLETED' });
  });

  it.each([true, false, 'true', 'Y', null])('takes %s for includeUsage', async (includeUsage) => {
    await succeeds('POST /billing/admin/calculations', { body: { includeUsage, month: '2021-05', uuid: newUuid() } });
  });
});

describe('POST /billing/admin/campaign/{id}/credits', () => {
  it('grants to a list, with a uuid in the header', async () => {
    const uuid = newUuid();
    const body = {
      credit: 100_000,
      creditName: 'test',
      creditType: 'CAMPAIGN',
      emailList: [],
      expirationDateFrom: '2021-05-01',
      expirationDateTo: '2022-05-01',
      expirationPeriod: 1,
      uuidList: [uuid],
    };
    await succeeds('POST /billing/admin/campaign/campaign-1/credits', { uuid, body });
    const { creditType, ...untyped } = body;
    await succeeds('POST /billing/admin/campaign/campaign-2/credits', { uuid, body: untyped });
    const history = await succeeds('GET /billing/credits/history', {
      query: { uuid, creditType: 'CAMPAIGN', page: 1, itemsPerPage: 100 },
    });
    expect(history).toMatchObject({
      totalCreditAmt: 100_000,
      creditHistories: [{ kind: 'GRANT', creditType, amount: 100_000, campaignId: 'campaign-1' }],
    });
    const free = await succeeds('GET /billing/credits/history', { query: { uuid, creditType: 'FREE' } });
    expect(free).toMatchObject({ creditHistories: [{ amount: 100_000, campaignId: 'campaign-2' }] });
    // The to date counts, and the period does not.
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({
      balances: [{ expiryDate: '2022-05-01' }, {}],
    });
  });
});

describe('DELETE /billing/admin/credits/{id}/cancel', () => {
  it('takes a reason, without a uuid', async () => {
    const uuid = newUuid();
    const body = { credit: 100, creditName: 'test', uuidList: [uuid] };
    const { creditId } = await api.call('grantCampaignCredit', { path: { campaignId: 'c' }, body });
    await succeeds(`DELETE /billing/admin/credits/${creditId}/cancel`, { query: { reason: 'test' } });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
  });
});

describe('adjustments', () => {
  // The client sends a float, which JSON of JavaScript can't tell from an integer.
  const adjusted = (targets: string) =>
    `{"adjustment": 10.0, "adjustmentTypeCode": "RATE_DISCOUNT", "descriptions": [{"locale": "ko_KR", "message": "할인"}],
      "monthFrom": "2021-05", "monthTo": "2021-05", "adjustmentId": null, ${targets}}`;
  const expected = {
    adjustmentId: expect.stringMatching(/^adj-waiting-\d+$/),
    adjustment: '10',
    descriptions: [{ locale: 'ko_KR', message: '할인' }],
  };

  it('of a project that nobody holds are created, listed and deleted without a uuid', async () => {
    const projectId = newUuid();
    const raw = adjusted(`"billingGroupId": null, "projectId": "${projectId}"`);
    await succeeds('POST /billing/admin/projects/adjustments', { raw });
    const query = { page: 1, itemsPerPage: 50, projectId };
    expect(await succeeds('GET /billing/admin/projects/adjustments', { query })).toMatchObject({
      adjustments: [expected],
    });
    const { adjustments } = await api.call('listProjectAdjustments', { query: { projectId } });
    const adjustmentIds = adjustments.map(({ adjustmentId }) => adjustmentId).join();
    await succeeds('DELETE /billing/admin/projects/adjustments', { query: { adjustmentIds } });
    expect(await succeeds('GET /billing/admin/projects/adjustments', { query })).toMatchObject({ adjustments: [] });
  });

  it('of a project that an account has discount its bill', async () => {
    const uuid = await billed(api, { '2021-04': 10 });
    const projectId = `project-of-${uuid}`;
    const reading = { projectId, counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 };
    await api.call('createMeters', { uuid, body: { ...reading, timestamp: '2021-05-10T00:00:00Z' } });
    const raw = adjusted(`"billingGroupId": null, "projectId": "${projectId}"`);
    await succeeds('POST /billing/admin/projects/adjustments', { raw });
    await succeeds('POST /billing/admin/calculations', { body: { includeUsage: true, month: '2021-05', uuid } });
    const query = { uuid, month: '2021-05' };
    expect(await succeeds('GET /billing/console/statements', { query })).toMatchObject({
      statements: [{ charge: 900, discount: 100, totalAmount: 1_001 }],
    });
  });

  it('of a billing group are created without a uuid', async () => {
    const billingGroupId = newUuid();
    const raw = adjusted(`"billingGroupId": "${billingGroupId}", "projectId": null`);
    await succeeds('POST /billing/admin/billing-groups/adjustments', { raw });
    const query = { page: 1, itemsPerPage: 50, billingGroupId };
    expect(await succeeds('GET /billing/admin/billing-groups/adjustments', { query })).toMatchObject({
      adjustments: [expected],
    });
  });
});

describe('GET /billing/console/statements', () => {
  it('has a statement after a calculation, also without any usage', async () => {
    const uuid = newUuid();
    await succeeds('POST /billing/admin/calculations', { body: { includeUsage: true, month: '2021-05', uuid } });
    const query = { uuid, month: '2021-05' };
    expect(await succeeds('GET /billing/console/statements', { query })).toMatchObject({
      statements: [{ totalAmount: 0, charge: 0, discount: 0 }],
    });
  });

  it('has the figures of readings with an app key that the account is found by', async () => {
    const uuid = newUuid();
    const appKey = `app-of-${uuid}`;
    await api.call('createAccount', {
      body: { uuid, member: 'kr', projects: [{ projectId: uuid, appKeys: [appKey] }] },
    });
    await succeeds('POST /billing/meters', { body: { meterList: [{ ...appReading, appKey }] } });
    await succeeds('POST /billing/admin/calculations', { body: { includeUsage: true, month: '2021-05', uuid } });
    const query = { uuid, month: '2021-05' };
    // 360 hours at 397, and 10 % VAT.
    expect(await succeeds('GET /billing/console/statements', { query })).toMatchObject({
      statements: [{ charge: 142_920, discount: 0, totalAmount: 157_212 }],
    });
  });
});

describe('statements and payments', () => {
  it('are read with headers uuid and lang', async () => {
    const uuid = newUuid();
    await prepareMarch(api, uuid);
    const headers = { lang: 'ko_KR' };
    const path = { month: '2025-03' };
    expect(await succeeds('getUnpaidStatements', { uuid, headers, path })).toMatchObject({
      statements: [{ totalAmount: 33_000 }],
    });
    const answer = await succeeds('getStatements', { uuid, path: { month: '2025-02' } });
    expect(answer).toMatchObject({ statements: [{ totalAmount: 33_000, charge: 30_000, discount: 0 }] });
  });

  it.each([
    ['', 401],
    [undefined, 401],
    ["' OR '1'='1", 400],
    ['../../../etc/passwd', 400],
  ])('are refused to the uuid %j with %i', async (uuid, status) => {
    expect(
      await api.refused('getStatements', { ...(uuid !== undefined && { uuid }), path: { month: '2021-05' } }),
    ).toMatchObject({ status });
  });

  it('are paid by the payment group alone', async () => {
    const uuid = newUuid();
    await prepareMarch(api, uuid);
    const { paymentGroupId } = await api.call('getStatements', { uuid, path: { month: '2025-02' } });
    await succeeds('POST /billing/payments/2025-02', { uuid, body: { paymentGroupId } });
  });
});

describe('the administration of payments', () => {
  const month = '2021-05';

  it('lists the statements of an account that the query names', async () => {
    const uuid = await billed(api, { '2021-04': 10, '2021-05': 1_000, '2021-06': 20 });
    const query = { page: 1, itemsPerPage: 50, monthFrom: month, monthTo: month, uuid };
    expect(await succeeds('GET /billing/admin/payments', { query })).toMatchObject({
      statements: [{ month, totalAmount: 1_111 }],
    });
  });

  it('changes a status, with and without a uuid', async () => {
    const uuid = await billed(api, { [month]: 1_000 });
    const paymentGroupId = `pg-${uuid}-${month}`;
    const target = `PUT /billing/admin/payments/${month}/status` as const;
    await succeeds(target, { uuid, body: { paymentGroupId, paymentStatusCode: 'REGISTERED' } });
    const paid = await succeeds(target, { body: { paymentGroupId, paymentStatusCode: 'PAID' } });
    expect(paid).toMatchObject({ paymentGroupId, paymentStatus: 'PAID' });
  });

  it('cancels a payment by its group', async () => {
    const uuid = await billed(api, { [month]: 1_000 });
    const paymentGroupId = `pg-${uuid}-${month}`;
    await succeeds(`POST /billing/payments/${month}`, { uuid, body: { paymentGroupId } });
    const cancelled = await succeeds(`DELETE /billing/admin/payments/${month}`, { query: { paymentGroupId } });
    expect(cancelled).toMatchObject({ paymentGroupId, paymentStatus: 'REGISTERED', cancelledAmount: 1_100 });
  });
});

describe('POST /billing/admin/batches', () => {
  it.each([
    'API_CALCULATE_USAGE_AND_PRICE',
    'BATCH_GENERATE_STATEMENT',
    'BATCH_PROCESS_PAYMENT',
    'BATCH_CREDIT_EXPIRY',
    'BATCH_RECONCILIATION',
  ])('takes %s without a uuid, to run after the answer', async (batchJobCode) => {
    const body = { is_async: 'true', batchJobCode, date: '2021-05-15T00:00:00+09:00' };
    const answer = await succeeds('POST /billing/admin/batches', { headers: { lang: 'ko_KR' }, body });
    expect(answer).toMatchObject({ batchJobCode, status: 'QUEUED' });
  });
});

describe('contracts', () => {
  const assigned = async () => {
    const billingGroupId = newUuid();
    const contractId = `contract-of-${billingGroupId}`;
    const body = { contractId, defaultYn: 'Y', monthFrom: '2021-05', name: 'billing group' };
    await succeeds(`PUT /billing/admin/billing-groups/${billingGroupId}`, { body });
    return contractId;
  };

  it('are assigned to a billing group and read', async () => {
    const contract = await succeeds(`GET /billing/admin/contracts/${await assigned()}`, {});
    expect(contract).toMatchObject({ contract: { baseFee: 0, discountRate: '30' } });
  });

  it('have prices, and those without them', async () => {
    const query = { counterNames: 'compute.c2.c8m8' };
    const target = `GET /billing/admin/contracts/${await assigned()}/products/prices` as const;
    expect(await succeeds(target, { query })).toMatchObject({
      prices: { price: '277.9', originalPrice: '397' },
    });
  });
});

describe('the mock’s own controls', () => {
  it('take a uuid and no body', async () => {
    const uuid = await billed(api, { '2021-05': 10 });
    expect(await succeeds('GET /test/rate-limit/status', { uuid })).toMatchObject({ isEnabled: false });
    await succeeds('POST /test/reset', { uuid });
    await succeeds('POST /test/reset', {
      uuid,
      headers: { 'content-type': 'application/json', 'content-length': '0' },
    });
    await api.refused('getAccount', { path: { uuid } });
  });
});

describe('answers', () => {
  it('to reads of statements, balance and contracts hold no word of a secret', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('pay', { uuid, path: { month: '2025-02' }, body: { testToken: 'tok_partial' } });
    await api.send('createContract', {
      uuid,
      body: {
        name: 'n',
        api_key: 'x',
        prices: { p: { model: 'FLAT', unitPrice: 1, password: 'x', secret: 'x', token: 'x', ssn: 'x' } },
      },
    });
    const answers = await Promise.all([
      api.send('getStatements', { uuid, path: { month: '2025-02' } }),
      api.send('getUnpaidStatements', { uuid, path: { month: '2025-02' } }),
      api.send('getCreditBalance', { uuid }),
      api.send('getContract', { uuid, path: { contractId } }),
      api.send('getContractAdmin', { uuid, path: { contractId } }),
      api.send('getContract', { uuid, path: { contractId: `contract-${uuid}-12` } }),
      api.send('listContracts', { uuid }),
      api.send('getContractPrices', { uuid, path: { contractId }, query: { counterNames: 'p,compute.c2.c8m8' } }),
      api.send('getConsoleStatements', { uuid, query: { month: '2025-02' } }),
      api.send('getCredits', { uuid }),
      api.send('listCreditHistory', { uuid }),
      api.send('listPayments', { uuid }),
    ]);
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/password|secret|token|api_key|ssn/i);
  });
});
