import { describe, expect, it } from 'vitest';
import { type LooseRequest, newUuid, useServer } from '../test/api-client.ts';
import { prepareMarch } from '../test/march.ts';

/** The calls of a client that exists, as it sends them, and what it reads of the answers. */
const api = useServer();

type Target = Parameters<typeof api.send>[0];

/** What the client takes for a success. */
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

describe('adjustments', () => {
  const terms = {
    adjustment: 10.0,
    adjustmentTypeCode: 'RATE_DISCOUNT',
    descriptions: [{ locale: 'ko_KR', message: '할인' }],
    monthFrom: '2021-05',
    monthTo: '2021-05',
    adjustmentId: null,
  };

  it('of a project that nobody holds are created, listed and deleted without a uuid', async () => {
    const projectId = newUuid();
    await succeeds('POST /billing/admin/projects/adjustments', { body: { ...terms, billingGroupId: null, projectId } });
    const listed = await succeeds('GET /billing/admin/projects/adjustments', {
      query: { page: 1, itemsPerPage: 50, projectId },
    });
    expect(listed).toMatchObject({
      adjustments: [
        {
          adjustmentId: expect.stringMatching(/^adj-waiting-\d+$/),
          adjustment: '10',
          descriptions: terms.descriptions,
        },
      ],
    });
  });

  it('of a billing group are created without a uuid', async () => {
    const billingGroupId = newUuid();
    await succeeds('POST /billing/admin/billing-groups/adjustments', {
      body: { ...terms, billingGroupId, projectId: null },
    });
    const query = { page: 1, itemsPerPage: 50, billingGroupId };
    expect(await succeeds('GET /billing/admin/billing-groups/adjustments', { query })).toMatchObject({ totalItems: 1 });
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

describe('contracts', () => {
  it('are assigned to a billing group and read', async () => {
    const billingGroupId = newUuid();
    const body = {
      contractId: `contract-of-${billingGroupId}`,
      defaultYn: 'Y',
      monthFrom: '2021-05',
      name: 'billing group',
    };
    await succeeds(`PUT /billing/admin/billing-groups/${billingGroupId}`, { body });
    const { contractId } = body;
    expect(await succeeds(`GET /billing/admin/contracts/${contractId}`, {})).toMatchObject({
      contract: { baseFee: 0 },
    });
  });
});

describe('answers', () => {
  it('to reads of statements, balance and contracts hold no word of a secret', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
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
    ]);
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/password|secret|token|api_key|ssn/i);
  });
});
