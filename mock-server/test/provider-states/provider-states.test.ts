import type { RequestBody } from '@billing-testkit/contracts';
import { describe, expect, it, test } from 'vitest';
import { type ApiClient, newUuid, useServer } from '../api-client.ts';
import { read, standing, statementOf } from '../bills.ts';

type StateRequest = RequestBody<'changeProviderState'>;

const api = useServer();
const strict = useServer({ isStrict: true });
const limited = useServer({ rateLimit: 1_000 });
const wrong = useServer({ defect: 'tax-before-credits' });
const small = useServer({ limits: { maxAccounts: 1 } });
const full = useServer({ limits: { maxStoredBytes: 20_000 } });

const march = { month: '2025-03' } as const;

function setUp(body: StateRequest, server: ApiClient = api) {
  return server.call('changeProviderState', { body });
}

function tearDown(body: StateRequest, server: ApiClient = api) {
  return server.call('changeProviderState', { body: { ...body, action: 'teardown' } });
}

/** A state of each name, of an account of its own. */
const states: Record<StateRequest['state'], (uuid: string) => StateRequest> = {
  '': () => ({ state: '' }),
  'no account': (uuid) => ({ state: 'no account', params: { uuid } }),
  'an account': (uuid) => ({ state: 'an account', params: { uuid } }),
  'an account with readings': (uuid) => ({ state: 'an account with readings', params: { uuid, ...march } }),
  'an account with a contract': (uuid) => ({
    state: 'an account with a contract',
    params: { uuid, discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000, monthFrom: '2025-01' },
  }),
  'an account with an adjustment': (uuid) => ({
    state: 'an account with an adjustment',
    params: {
      uuid,
      level: 'BILLING_GROUP',
      adjustmentTypeCode: 'RATE_DISCOUNT',
      adjustment: '10',
      monthFrom: '2025-01',
    },
  }),
  'an account with a credit': (uuid) => ({
    state: 'an account with a credit',
    params: { uuid, amount: 20_000, creditType: 'PAID', campaignId: 'spring' },
  }),
  'an account with a redeemed coupon': (uuid) => ({
    state: 'an account with a redeemed coupon',
    params: { uuid, couponCode: 'CAMPAIGN-001' },
  }),
  'an account with a calculated statement': (uuid) => ({
    state: 'an account with a calculated statement',
    params: { uuid, ...march, total: 55_000 },
  }),
  'an account with a batch job': (uuid) => ({
    state: 'an account with a batch job',
    params: { uuid, ...march, batchJobCode: 'BATCH_RECONCILIATION' },
  }),
  'the rate limit is used up': (uuid) => ({ state: 'the rate limit is used up', params: { uuid } }),
};

describe('a state', () => {
  it('of readings has them, an hour apart in the month', async () => {
    const uuid = newUuid();
    const params = { uuid, ...march, counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', volumes: ['1.5', 2] };
    const { meterId, projectId } = await setUp({ state: 'an account with readings', params });
    const { meters } = await api.call('listMeters', { uuid, query: march });
    const reading = { projectId, counterName: 'compute.c2.c8m8', counterUnit: 'HOURS' };
    expect(meters).toMatchObject([
      { meterId, ...reading, counterVolume: '1.5', timestamp: '2025-02-28T15:00:00Z' },
      { ...reading, counterVolume: '2', timestamp: '2025-02-28T16:00:00Z' },
    ]);
  });

  it('of a contract has it, in force from the month that is named', async () => {
    const uuid = newUuid();
    const { contractId, billingGroupId = '' } = await setUp(states['an account with a contract'](uuid));
    expect(await api.call('listContracts', { uuid })).toMatchObject({
      contracts: [{ contractId, name: 'Standard', discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000 }],
    });
    await api.call('calculateStatement', { uuid, body: { month: '2025-01' } });
    expect(await statementOf(api, uuid, '2025-01')).toMatchObject({ baseFee: 10_000, totalAmount: 55_000 });
    expect(await api.call('unassignContracts', { path: { billingGroupId } })).toMatchObject({ deletedCount: 1 });
  });

  it('of a contract without a month has it in no force', async () => {
    const uuid = newUuid();
    await setUp({ state: 'an account with a contract', params: { uuid, baseFee: 10_000 } });
    await api.call('calculateStatement', { uuid, body: march });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ baseFee: 0, totalAmount: 0 });
  });

  test.each(['PROJECT', 'BILLING_GROUP'] as const)('of an adjustment has it on the %s', async (level) => {
    const uuid = newUuid();
    const terms = { level, adjustmentTypeCode: 'FIXED_SURCHARGE', adjustment: 500, monthFrom: '2025-03' } as const;
    const { adjustmentId, projectId } = await setUp({
      state: 'an account with an adjustment',
      params: { uuid, ...terms },
    });
    expect(projectId).toBe(`p-${uuid}`);
    await api.call('calculateStatement', { uuid, body: march });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({
      appliedAdjustments: [{ adjustmentId, level, amount: 500 }],
      totalAmount: 550,
    });
  });

  it('of a credit has its balance, and of a coupon the coupon’s', async () => {
    const [ofCredit, ofCoupon] = [newUuid(), newUuid()];
    const { creditId } = await setUp(states['an account with a credit'](ofCredit));
    expect(await api.call('getCredits', { uuid: ofCredit })).toMatchObject({
      credits: [{ creditId, creditType: 'PAID', campaignId: 'spring', creditAmount: 20_000, restAmount: 20_000 }],
    });
    await setUp(states['an account with a redeemed coupon'](ofCoupon));
    expect(await api.call('getCreditBalance', { uuid: ofCoupon })).toMatchObject({ totalBalance: 100_000 });
    const again = await api.refused('redeemCoupon', { uuid: ofCoupon, path: { couponCode: 'CAMPAIGN-001' } });
    expect(again.gist.slice(0, 2)).toEqual([409, 'COUPON_REDEEMED']);
  });

  it('of a job has its results', async () => {
    const uuid = newUuid();
    const { batchId = '' } = await setUp(states['an account with a batch job'](uuid));
    expect(await api.call('getBatch', { uuid, path: { batchId } })).toMatchObject({
      status: 'COMPLETED',
      results: [{ uuid, findings: [] }],
    });
  });

  it('is of the account uuid-kr-test unless it names another', async () => {
    expect(await setUp({ state: 'an account' })).toMatchObject({ uuid: 'uuid-kr-test' });
    await tearDown({ state: 'an account' });
    expect((await api.refused('getAccount', { path: { uuid: 'uuid-kr-test' } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  it('takes the place of the account that was there, whose defect stays', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 9_000);
    await api.call('setDefect', { uuid, body: { name: 'tax-before-credits' } });
    await setUp(states['an account with a credit'](uuid));
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 0 });
    await read(api, uuid, '2025-03', 30_000);
    await api.call('calculateStatement', { uuid, body: march });
    // 30 000 less a credit of 20 000, and a tenth of 30 000, not of 10 000.
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ vat: 3_000, totalAmount: 13_000 });
    await api.call('resetAccount', { uuid });
  });
});

describe('a calculated statement', () => {
  test.each([
    ['kr', 55_000, 50_000, 5_000],
    ['kr', 9, 9, 0],
    ['kr', 0, 0, 0],
    ['jp', 1_099_999_999_999_998, 999_999_999_999_999, 99_999_999_999_999],
    ['us', 10_825, 10_000, 825],
    ['eu', 4, 3, 1],
    ['etc', 123_456, 123_456, 0],
  ])('of %s comes to %i: usage of %i and tax of %i', async (member, total, usageAmount, vat) => {
    const uuid = newUuid();
    const state = 'an account with a calculated statement';
    const { statementId } = await setUp({ state, params: { uuid, member, ...march, total } });
    const { lineItems, ...figures } = await statementOf(api, uuid, '2025-03');
    expect(figures).toMatchObject({ statementId, usageAmount, vat, totalAmount: total, paymentStatus: 'READY' });
    expect(lineItems).toMatchObject([{ quantity: String(usageAmount), amount: usageAmount }]);
    // It is the bill of the readings: calculating it again changes nothing, and another reading does.
    await api.call('calculateStatement', { uuid, body: march });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ totalAmount: total });
  });

  test.each([
    [10, 'must be the total of a bill, tax included: the nearest is 9 or 11'],
    [9_007_199_254_740_991, 'must be at most 1099999999999998'],
  ])('can’t come to %i: %s', async (total, message) => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 7);
    const body = { state: 'an account with a calculated statement', params: { uuid, ...march, total } };
    const refusal = await api.refused('changeProviderState', { body });
    expect(refusal.gist).toEqual([400, 'VALIDATION_ERROR', '/params/total']);
    expect(refusal.body.details).toEqual([{ path: '/params/total', message }]);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });

  test.each([
    ['READY', 0, 77],
    ['REGISTERED', 0, 77],
    ['PENDING', 0, 77],
    ['PAID', 77, 0],
    ['PARTIALLY_PAID', 39, 38],
    ['FAILED', 0, 77],
    ['CANCELLED', 0, 0],
    ['REFUNDED', 77, 0],
  ] as const)('can be %s', async (paymentStatus, paid, due) => {
    const uuid = newUuid();
    const params = { uuid, ...march, total: 77, paymentStatus };
    await setUp({ state: 'an account with a calculated statement', params });
    expect(await standing(api, uuid, '2025-03')).toEqual([paymentStatus, paid, due]);
  });

  it('of nothing is paid once it is registered, and can’t be declined', async () => {
    const params = { uuid: newUuid(), ...march, total: 0 };
    const state = 'an account with a calculated statement';
    await setUp({ state, params: { ...params, paymentStatus: 'PAID' } });
    expect(await standing(api, params.uuid, '2025-03')).toEqual(['PAID', 0, 0]);
    const body = { state, params: { ...params, paymentStatus: 'FAILED' } };
    expect((await api.refused('changeProviderState', { body })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      '/params/paymentStatus',
    ]);
    expect(await standing(api, params.uuid, '2025-03')).toEqual(['PAID', 0, 0]);
  });

  it('comes to its total by the engine that bills the account, a known-wrong one too', async () => {
    const uuid = newUuid();
    await setUp(states['an account with a calculated statement'](uuid), wrong);
    expect(await statementOf(wrong, uuid, '2025-03')).toMatchObject({ totalAmount: 55_000 });
  });

  it('is refused when an adjustment that waited for the account makes it another', async () => {
    const uuid = newUuid();
    const surcharge = { adjustment: 100, adjustmentTypeCode: 'FIXED_SURCHARGE', monthFrom: '2025-03' } as const;
    await api.call('createProjectAdjustment', { body: { projectId: `p-${uuid}`, ...surcharge } });
    const body = states['an account with a calculated statement'](uuid);
    expect((await api.refused('changeProviderState', { body })).body.details).toEqual([
      { path: '/params/total', message: "can't be reached: the account's bill is 55110" },
    ]);
  });
});

describe('a used-up rate limit', () => {
  test.each([
    ['without a limit', api],
    ['with one', limited],
  ])('refuses every request of the account, on a server %s', async (_, server) => {
    const [uuid, other] = [newUuid(), newUuid()];
    await setUp(states['the rate limit is used up'](uuid), server);
    for (let request = 0; request < 2; request += 1) {
      const refusal = await server.refused('getCreditBalance', { uuid });
      expect(refusal.gist).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
      expect(refusal.headers.get('retry-after')).toBe('1');
    }
    expect(await server.call('getRateLimitStatus', { uuid })).toMatchObject({ remaining: 0, isEnabled: true });
    await server.call('getCreditBalance', { uuid: other });
    await tearDown(states['the rate limit is used up'](uuid), server);
    await server.call('getCreditBalance', { uuid });
  });

  it('leaves the account as it is, and ends with a reset', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1);
    await setUp(states['the rate limit is used up'](uuid));
    await tearDown(states['the rate limit is used up'](uuid));
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
    await setUp(states['the rate limit is used up'](uuid));
    await api.call('resetAccount', { uuid });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 0 });
  });
});

describe('any state', () => {
  test.each(Object.values(states))('can be set up twice and torn down twice (%#)', async (stateOf) => {
    const uuid = newUuid();
    const state = stateOf(uuid);
    const first = await setUp(state);
    expect(await setUp(state)).toEqual(first);
    expect(Object.keys(await tearDown(state))).toEqual(['header']);
    await tearDown(state);
    expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  test.each(Object.values(states))('can be set up on a strict server (%#)', async (stateOf) => {
    const state = stateOf(newUuid());
    await setUp(state, strict);
    await tearDown(state, strict);
  });
});

describe('a request for a state', () => {
  const known =
    'no account, an account, an account with readings, an account with a contract, an account with an adjustment, ' +
    'an account with a credit, an account with a redeemed coupon, an account with a calculated statement, ' +
    'an account with a batch job, the rate limit is used up';

  test.each([
    [{ state: 'a full moon' }, '/state', `must be one of ${known}`],
    [{ state: 'an acount with reading' }, '/state', `must be one of ${known}: did you mean an account with readings?`],
    [{ action: 'setup' }, '/state', 'is required'],
    [{ state: 'an account', action: 'set up' }, '/action', 'must be one of setup, teardown'],
    [{ state: 'an account with readings' }, '/params', 'is required'],
    [{ state: 'an account with readings', params: {} }, '/params/month', 'is required'],
    [
      { state: 'an account with readings', params: { month: '2025-13' } },
      '/params/month',
      'must be a month like "2025-03"',
    ],
    [{ state: 'an account', params: { uuid: 'a b' } }, '/params/uuid', 'must match pattern "^[A-Za-z0-9_-]+$"'],
    [{ state: 'an account', params: { member: 'xx' } }, '/params/member', 'must be one of kr, jp, us, eu, etc'],
    [{ state: 'an account with a contract', params: { discountRate: 101 } }, '/params/discountRate', 'must be <= 100'],
    [
      {
        state: 'an account with an adjustment',
        params: { level: 'PROJECT', adjustmentTypeCode: 'RATE_DISCOUNT', adjustment: 101, monthFrom: '2025-03' },
      },
      '/params/adjustment',
      'must be <= 100',
    ],
  ])('%j is refused: %s %s', async (body, path, message) => {
    const refusal = await api.refused('changeProviderState', { body });
    expect(refusal.gist).toEqual([400, 'VALIDATION_ERROR', path]);
    expect(refusal.body.details).toEqual([{ path, message }]);
  });

  it('of a reading that no price takes names its unit', async () => {
    const params = { ...march, counterName: 'storage.volume.ssd', counterUnit: 'HOURS' };
    const refusal = await api.refused('changeProviderState', { body: { state: 'an account with readings', params } });
    expect(refusal.gist).toEqual([422, 'UNIT_MISMATCH', '/params/counterUnit']);
  });

  it('of an expired coupon is refused as redeeming it', async () => {
    const body = { state: 'an account with a redeemed coupon', params: { couponCode: 'EXPIRED-1' } };
    expect((await api.refused('changeProviderState', { body })).gist).toEqual([409, 'COUPON_EXPIRED']);
  });

  it('is refused when the server has no room, and the account that it would replace stays', async () => {
    const uuid = newUuid();
    await read(small, uuid, '2025-03', 1);
    const other = await small.refused('changeProviderState', { body: states['an account'](newUuid()) });
    expect(other.gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    await setUp(states['an account with a credit'](uuid), small);

    await read(full, uuid, '2025-03', 1);
    const volumes = Array.from({ length: 100 }, () => '1');
    const body = { state: 'an account with readings', params: { uuid, ...march, volumes } };
    expect((await full.refused('changeProviderState', { body })).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    expect(await full.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });
});
