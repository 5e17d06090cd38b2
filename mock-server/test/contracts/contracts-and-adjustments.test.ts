import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1000, timestamp: '2025-03-10T00:00:00Z' };

async function march(uuid: string) {
  await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
  const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
  return statements[0];
}

describe('a contract', () => {
  it('is answered with its figures as strings, and without what is null', async () => {
    const uuid = newUuid();
    const unknown = { note: null, tiers: null };
    const prices = {
      flat: { model: 'FLAT', unitPrice: 350, unit: null, ...unknown },
      small: { model: 'FLAT', unit: 'HOURS', unitPrice: 1e-7 },
      volume: {
        model: 'VOLUME',
        tiers: [
          { upTo: 5, unitPrice: 1.5, ...unknown },
          { upTo: null, unitPrice: '1.50' },
        ],
      },
      graduated: { model: 'GRADUATED', unit: 'GB', tiers: [{ upTo: null, unitPrice: 0 }] },
      package: { model: 'PACKAGE', packageSize: 5, packagePrice: 30_000 },
    };
    const body = {
      name: 'All models',
      discountRate: 12.5,
      baseFee: null,
      minimumCharge: null,
      currency: 'KRW',
      prices,
    };
    const answer = await api.send('createContract', { uuid, body });
    const expected = {
      contractId: `contract-${uuid}-1`,
      name: 'All models',
      currency: 'KRW',
      discountRate: '12.5',
      baseFee: 0,
      minimumCharge: 0,
      prices: {
        flat: { model: 'FLAT', unitPrice: '350' },
        small: { model: 'FLAT', unit: 'HOURS', unitPrice: '0.0000001' },
        volume: {
          model: 'VOLUME',
          tiers: [
            { upTo: '5', unitPrice: '1.5' },
            { upTo: null, unitPrice: '1.50' },
          ],
        },
        graduated: { model: 'GRADUATED', unit: 'GB', tiers: [{ upTo: null, unitPrice: '0' }] },
        package: { model: 'PACKAGE', packageSize: '5', packagePrice: '30000' },
      },
    };
    expect(answer).toMatchObject({ status: 201, body: { contractId: expected.contractId } });
    const { contractId } = expected;
    expect((await api.call('getContract', { uuid, path: { contractId } })).contract).toEqual(expected);
    expect((await api.call('getContractAdmin', { uuid, path: { contractId } })).contract).toEqual(expected);
    await api.call('assignContract', {
      uuid,
      path: { billingGroupId: 'g' },
      body: { contractId, monthFrom: '2025-01' },
    });
    await api.call('createMeters', { uuid, body: { ...reading, counterName: 'flat', counterVolume: 1 } });
    expect((await march(uuid))?.lineItems).toMatchObject([
      { pricing: { model: 'FLAT', unitPrice: '350' }, amount: 350 },
    ]);
    expect((await march(uuid))?.lineItems[0]?.pricing).not.toHaveProperty('note');
  });

  it('is in force by its months: the latest from, of equal ones the one assigned last', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: reading });
    const assign = async (discountRate: number, months: { monthFrom: string; monthTo?: string }) => {
      const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', discountRate } });
      await api.call('assignContract', {
        uuid,
        path: { billingGroupId: `bg-${uuid}` },
        body: { contractId, ...months },
      });
      return (await march(uuid))?.contractDiscount;
    };
    expect(await assign(1, { monthFrom: '2025-01' })).toBe(10);
    expect(await assign(2, { monthFrom: '2025-02', monthTo: '2025-03' })).toBe(20);
    expect(await assign(3, { monthFrom: '2025-02', monthTo: '2025-02' })).toBe(20);
    expect(await assign(4, { monthFrom: '2024-12' })).toBe(20);
    expect(await assign(5, { monthFrom: '2025-02' })).toBe(50);
    expect(await assign(6, { monthFrom: '2025-04' })).toBe(50);
  });

  it('with a price whose unit does not fit the readings refuses the calculation and changes nothing', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: reading });
    const before = await march(uuid);
    const prices = { 'test.x': { model: 'FLAT', unit: 'HOURS', unitPrice: '1' } } as const;
    const { contractId } = await api.call('createContract', { uuid, body: { name: 'n', prices } });
    await api.call('assignContract', {
      uuid,
      path: { billingGroupId: 'g' },
      body: { contractId, monthFrom: '2025-03' },
    });
    const { gist } = await api.refused('calculateStatement', { body: { uuid, month: '2025-03' } });
    expect(gist).toEqual([422, 'UNIT_MISMATCH']);
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    expect(statements).toEqual([before]);
    expect((await api.refused('createMeters', { uuid, body: reading })).gist).toEqual([
      422,
      'UNIT_MISMATCH',
      '/counterUnit',
    ]);
    expect(
      await api.send('createMeters', { uuid, body: { ...reading, timestamp: '2025-02-10T00:00:00Z' } }),
    ).toMatchObject({ status: 200 });
  });
});

describe('adjustments', () => {
  const terms = {
    projectId: 'p',
    adjustment: '10.50',
    adjustmentTypeCode: 'RATE_DISCOUNT',
    monthFrom: '2025-03',
  } as const;

  it('are listed in the order they apply, in pages, of one month when asked', async () => {
    const uuid = newUuid();
    const add = async (fields: object) => {
      const { body } = await api.send('createProjectAdjustment', { uuid, body: { ...terms, ...fields } });
      return body;
    };
    const ids = [
      await add({}),
      await add({ priority: -5, monthTo: '2025-04' }),
      await add({ priority: null, monthTo: null, descriptions: null, billingGroupId: null }),
      await add({ priority: 5, monthFrom: '2025-05' }),
      await add({ projectId: 'q' }),
    ].map((_, index) => `adj-${uuid}-${index + 1}`);
    const list = async (query: { month?: string; page?: number; itemsPerPage?: number }) => {
      const { adjustments, totalItems } = await api.call('listProjectAdjustments', {
        uuid,
        query: { projectId: 'p', ...query },
      });
      return [adjustments.map(({ adjustmentId }) => ids.indexOf(adjustmentId)), totalItems];
    };
    expect(await list({})).toEqual([[1, 3, 0, 2], 4]);
    expect(await list({ page: 2, itemsPerPage: 3 })).toEqual([[2], 4]);
    expect(await list({ month: '2025-04' })).toEqual([[1, 0, 2], 3]);
    expect(await list({ month: '2025-05' })).toEqual([[3, 0, 2], 3]);
    expect(await list({ month: '2025-02' })).toEqual([[], 0]);
    const { adjustments } = await api.call('listProjectAdjustments', {
      uuid,
      query: { projectId: 'p', itemsPerPage: 1 },
    });
    expect(adjustments).toEqual([
      {
        adjustmentId: ids[1],
        projectId: 'p',
        adjustment: '10.50',
        adjustmentTypeCode: 'RATE_DISCOUNT',
        monthFrom: '2025-03',
        monthTo: '2025-04',
        priority: -5,
        descriptions: [],
      },
    ]);
  });

  it('are deleted all or none, with commas between their ids', async () => {
    const uuid = newUuid();
    const ids: string[] = [];
    for (const projectId of ['p', 'p', 'q']) {
      const { adjustmentId } = await api.call('createProjectAdjustment', { uuid, body: { ...terms, projectId } });
      ids.push(adjustmentId);
    }
    await api.refused('deleteProjectAdjustments', { uuid, query: { adjustmentIds: [...ids, 'nobodys'].join() } });
    expect(await api.call('listProjectAdjustments', { uuid, query: { projectId: 'p' } })).toMatchObject({
      totalItems: 2,
    });
    const { body } = await api.send('deleteProjectAdjustments', {
      uuid,
      query: { adjustmentIds: [...ids, ...ids].join() },
    });
    expect(body).toMatchObject({ deletedCount: 3 });
    expect(await api.call('listProjectAdjustments', { uuid, query: { projectId: 'p' } })).toMatchObject({
      totalItems: 0,
    });
  });

  it('of a project without usage join it to the bill', async () => {
    const uuid = newUuid();
    const surcharge = { ...terms, adjustment: 500, adjustmentTypeCode: 'FIXED_SURCHARGE' } as const;
    await api.call('createProjectAdjustment', { uuid, body: surcharge });
    expect(await march(uuid)).toMatchObject({
      lineItems: [],
      charge: 500,
      appliedAdjustments: [{ baseAmount: 0, amount: 500 }],
    });
  });
});

describe('payments', () => {
  async function billed(): Promise<string> {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: reading });
    await march(uuid);
    return uuid;
  }
  const pay = async (uuid: string, body: object) =>
    (await api.send('pay', { uuid, path: { month: '2025-03' }, body })).body;
  const state = async (uuid: string) => {
    const { paymentStatus, statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
    return [paymentStatus, statements[0]?.paidAmount, statements[0]?.amountDue];
  };

  it.each(['tok_declined', 'tok_insufficient_funds'])(
    'by %s are declined, and can be made again',
    async (testToken) => {
      const uuid = await billed();
      expect(await pay(uuid, { testToken })).toMatchObject({ error: 'PAYMENT_DECLINED', header: { resultCode: 402 } });
      expect(await state(uuid)).toEqual(['FAILED', 0, 1_100]);
      expect(await pay(uuid, { testToken })).toMatchObject({ error: 'PAYMENT_DECLINED' });
      await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
      expect(await pay(uuid, {})).toMatchObject({ status: 'PAID', amount: 1_100 });
      expect(await state(uuid)).toEqual(['PAID', 1_100, 0]);
    },
  );

  it('by tok_partial take half, and leave the rest due', async () => {
    const uuid = await billed();
    expect(await pay(uuid, { testToken: 'tok_partial', method: null, amount: null })).toMatchObject({
      status: 'PARTIALLY_PAID',
      amount: 550,
    });
    expect(await pay(uuid, { testToken: 'tok_declined' })).toMatchObject({ error: 'PAYMENT_DECLINED' });
    expect(await state(uuid)).toEqual(['PARTIALLY_PAID', 550, 550]);
    await api.refused('calculateStatement', { body: { uuid, month: '2025-03' } });
  });

  it('by tok_pending are in flight, and let no other pass', async () => {
    const uuid = await billed();
    expect(await pay(uuid, { testToken: 'tok_pending' })).toMatchObject({ status: 'PENDING', amount: 1_100 });
    expect(await state(uuid)).toEqual(['PENDING', 0, 1_100]);
    expect(await pay(uuid, {})).toMatchObject({ error: 'INVALID_TRANSITION' });
  });

  it('of a month that owes nothing are refused', async () => {
    const uuid = newUuid();
    await march(uuid);
    expect(await pay(uuid, {})).toMatchObject({ error: 'INVALID_TRANSITION' });
    expect(await state(uuid)).toEqual(['READY', 0, 0]);
  });
});
