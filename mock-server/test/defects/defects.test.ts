import { defects } from '@billing-testkit/engine';
import { afterAll, describe, expect, it, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { type ApiClient, newUuid, useServer } from '../api-client.ts';
import { apiDocument } from '../api-document.ts';
import { bill, read, statementOf } from '../bills.ts';

const api = useServer();
const strict = useServer({ isStrict: true });
const started = useServer({ defect: 'tax-before-credits' });

// Wrong bills need not reconcile.
afterAll(async () => {
  for (const server of [api, strict, started]) await server.call('resetAccount');
});

const early = { body: { name: 'tax-before-credits' } };
const march = { month: '2025-03' };

/** A `kr` account that used 1000 of a credit of 400 and more: 600 are left to tax, 60 is right and 100 is wrong. */
async function credited(uuid = newUuid(), server: ApiClient = api): Promise<string> {
  await server.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
  await read(server, uuid, '2025-03', 1_000);
  return uuid;
}

/** Tax and total of March, calculated anew. */
async function calculated(uuid: string, server: ApiClient = api): Promise<[number, number]> {
  await bill(server, uuid, '2025-03');
  const { vat, totalAmount } = await statementOf(server, uuid, '2025-03');
  return [vat, totalAmount];
}

const RIGHT = [60, 660];
const WRONG = [100, 700];

describe('an account with a defect', () => {
  it('is billed by that engine, and the one beside it is not', async () => {
    const [wrong, right] = [await credited(), await credited()];
    const { header, ...answer } = await api.call('setDefect', { uuid: wrong, ...early });
    expect(answer).toEqual({
      defect: {
        name: 'tax-before-credits',
        sentence: 'Tax is on the charge after adjustments and before credits.',
        section: 7,
        rule: 'Tax is on the charge after adjustments and credits.',
      },
    });
    expect([await calculated(wrong), await calculated(right)]).toEqual([WRONG, RIGHT]);
  });

  it('keeps its statements until they are calculated again, and is put right by deleting it', async () => {
    const uuid = await credited();
    expect(await calculated(uuid)).toEqual(RIGHT);
    await api.call('setDefect', { query: { uuid }, ...early });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ vat: 60 });
    expect(await calculated(uuid)).toEqual(WRONG);
    await api.call('clearDefect', { query: { uuid } });
    expect(await calculated(uuid)).toEqual(RIGHT);
    await api.call('clearDefect', { uuid });
  });

  it('has one: another takes its place', async () => {
    const uuid = await credited();
    await api.call('setDefect', { uuid, ...early });
    await api.call('setDefect', { uuid, body: { name: 'credit-all-or-nothing' } });
    expect(await calculated(uuid)).toEqual(RIGHT);
  });

  it('need not exist yet: nothing is provisioned, and it is wrong from its first bill on', async () => {
    const [created, provisioned] = [newUuid(), newUuid()];
    for (const uuid of [created, provisioned]) {
      await api.call('setDefect', { uuid, ...early });
      expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
    }
    await api.call('createAccount', { body: { uuid: created, member: 'kr' } });
    for (const uuid of [created, provisioned]) expect(await calculated(await credited(uuid))).toEqual(WRONG);
  });

  test.each(['resetAccount', 'deleteAccount'] as const)('is right again after %s', async (operation) => {
    const uuid = await credited();
    await api.call('setDefect', { uuid, ...early });
    await (operation === 'resetAccount' ? api.call(operation, { uuid }) : api.call(operation, { path: { uuid } }));
    expect(await calculated(await credited(uuid))).toEqual(RIGHT);
  });

  it('is billed by it by batches, too', async () => {
    const uuid = await credited();
    await api.call('setDefect', { uuid, ...early });
    const body = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-03' } as const;
    await api.call('createBatch', { uuid, body });
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ vat: 100 });
  });

  it('is told its prices by it', async () => {
    const uuid = newUuid();
    const body = { name: 'n', prices: { 'test.x': { model: 'FLAT', unitPrice: '3' } } } as const;
    const { contractId } = await api.call('createContract', { uuid, body });
    const prices = { uuid, path: { contractId }, query: { counterNames: ['test.x'] } };
    expect(await api.call('getContractPrices', prices)).toMatchObject({ prices: { price: '3' } });
    await api.call('setDefect', { uuid, body: { name: 'contract-price-ignored' } });
    expect(await api.call('getContractPrices', prices)).toMatchObject({ prices: { price: '1' } });
  });

  it('may have a negative bill, which nobody pays', async () => {
    const uuid = newUuid();
    await api.call('setDefect', { uuid, body: { name: 'fixed-discount-below-zero' } });
    const discount = { adjustment: 1_500, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-03' } as const;
    await api.call('createBillingGroupAdjustment', { uuid, body: { billingGroupId: `bg-${uuid}`, ...discount } });
    await bill(api, uuid, '2025-03', 1_000);
    // No answer that the API describes: a charge is not negative.
    const response = await fetch(`${api.url}/billing/payments/2025-03/statements`, { headers: { uuid } });
    const statement = { charge: -500, vat: -50, totalAmount: -550, amountDue: 0 };
    expect(await response.json()).toMatchObject({ statements: [statement] });
    expect((await api.refused('pay', { uuid, path: march, body: {} })).gist.slice(0, 2)).toEqual([
      409,
      'INVALID_TRANSITION',
    ]);
  });
});

describe('a preview', () => {
  const preview = async (uuid?: string) => {
    const { statement } = await api.call('previewStatement', {
      body: {
        ...(uuid !== undefined && { uuid }),
        ...march,
        usage: [{ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 }],
        credits: [{ type: 'FREE', amount: 400 }],
      },
    });
    return statement.vat;
  };

  it('is billed by the defect of the account that it names', async () => {
    const uuid = newUuid();
    await api.call('setDefect', { uuid, ...early });
    expect([await preview(uuid), await preview(newUuid()), await preview()]).toEqual([100, 60, 60]);
  });

  it('that names none is billed by the defect of the server', async () => {
    await api.call('setDefect', early);
    expect(await preview()).toBe(100);
    await api.call('clearDefect');
    expect(await preview()).toBe(60);
  });
});

describe('a server with a defect', () => {
  it('bills every account by it that has none of its own', async () => {
    const [own, other] = [await credited(), await credited()];
    await api.call('setDefect', { uuid: own, body: { name: 'credit-all-or-nothing' } });
    await api.call('setDefect', early);
    expect([await calculated(own), await calculated(other)]).toEqual([RIGHT, WRONG]);
    await api.call('clearDefect', { uuid: own });
    expect(await calculated(own)).toEqual(WRONG);
    await api.call('setDefect', { uuid: own, ...early });
    await api.call('clearDefect');
    expect([await calculated(own), await calculated(other)]).toEqual([WRONG, RIGHT]);
  });

  it('is right again after a reset, and so are all accounts', async () => {
    const uuid = newUuid();
    await api.call('setDefect', early);
    await api.call('setDefect', { uuid, ...early });
    await api.call('resetAccount');
    for (const each of [uuid, newUuid()]) expect(await calculated(await credited(each))).toEqual(RIGHT);
  });
});

describe('a server that was started with a defect', () => {
  it('has it until it ends, but for accounts with one of their own', async () => {
    const wrong = async (uuid = newUuid()) => calculated(await credited(uuid, started), started);
    const own = newUuid();
    await started.call('setDefect', { uuid: own, body: { name: 'credit-all-or-nothing' } });
    expect([await wrong(), await wrong(own)]).toEqual([WRONG, RIGHT]);
    await started.call('setDefect', { body: { name: 'credit-all-or-nothing' } });
    expect(await wrong()).toEqual(RIGHT);
    await started.call('clearDefect');
    expect(await wrong()).toEqual(WRONG);
    await started.call('resetAccount');
    expect(await wrong(own)).toEqual(WRONG);
  });

  it('has one that exists', async () => {
    const refused = { code: 'VALIDATION_ERROR', message: expect.stringContaining('tax-before-credits') };
    await expect(startMockServer({ port: 0, defect: 'tax-before-credit' })).rejects.toMatchObject(refused);
  });
});

describe('the name of a defect', () => {
  test.each([
    [{ name: 'tax-befor-credits' }, /"tax-befor-credits"\. Similar names are tax-before-credits, /],
    [{ name: 'late fee' }, /late-fee-without-grace/],
    [{ name: 'qqq' }, new RegExp(`The defects are ${defects.map(({ name }) => name).join(', ')}\\.`)],
    [{ name: 'toString' }, /"toString"/],
    [{ name: '' }, /./],
    [{ name: 7 }, /string/],
    [{}, /required/],
  ])('is not in %j', async (body, says) => {
    const uuid = await credited();
    const refused = await api.refused('setDefect', { uuid, body });
    expect(refused.gist).toEqual([400, 'VALIDATION_ERROR', '/name']);
    expect(refused.body.header.resultMessage).toMatch(says);
    expect(await calculated(uuid)).toEqual(RIGHT);
  });

  it('comes alone to a strict server, and for accounts that do not exist', async () => {
    const { gist } = await strict.refused('setDefect', { body: { ...early.body, uuid: 'acme' } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', '/uuid']);
    const uuid = newUuid();
    await strict.call('setDefect', { uuid, ...early });
    await strict.refused('getAccount', { path: { uuid } });
    await strict.call('createAccount', { body: { uuid, member: 'kr' } });
    expect(await calculated(await credited(uuid, strict), strict)).toEqual(WRONG);
  });
});

test('the document names the defects of the standard catalog', () => {
  const { 'x-standard-names': names } = apiDocument.components.schemas.DefectName;
  expect(names).toEqual(defects.map(({ name }) => name));
});
