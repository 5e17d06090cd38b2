import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { BillingClient } from '../billing-client.ts';
import { expect as expectBill } from '../vitest/matchers.ts';
import {
  assertFoots,
  assertMatchesBill,
  billDifferences,
  brokenSums,
  journalText,
  newTestAccount,
  openBillingServer,
  withTestAccount,
} from './index.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

const seats = { counterName: 'support.seat', counterUnit: 'COUNT', timestamp: '2025-03-10T00:00:00Z' };

/** The statement of March with five seats, 30 000 without tax. */
async function march(client: BillingClient) {
  await client.meters.create({ ...seats, projectId: 'web', counterVolume: 5 });
  await client.calculations.run({ month: '2025-03' });
  const [statement] = (await client.statements.get('2025-03')).statements;
  if (statement === undefined) throw new Error('There is no statement.');
  return statement;
}

describe('an account of a test', () => {
  it('is of the member that is asked for, is empty, and is gone when it is deleted', async () => {
    const { uuid, client, delete: forget } = await newTestAccount(server.url, { member: 'jp' });
    expect(await client.accounts.get(uuid)).toMatchObject({ account: { member: 'jp', currency: 'JPY' } });
    await forget();
    await expect(client.accounts.get(uuid)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells its requests as a person reads them', async () => {
    const { client } = await newTestAccount(server.url);
    await client.testControls.faults.add({ operationId: 'getCreditBalance', status: 503, times: 1 });
    await client.credits.balance();
    const lines = (await journalText(client)).replaceAll(/[\d.]+ ms/gu, 'N ms').split('\n');
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^GET \/billing\/credits\/balance → 503 in N ms \(fault-test-[\w-]+-1\)$/u),
      'GET /billing/credits/balance → 200 in N ms',
    ]);
  });
});

describe('a test with an account', () => {
  it('has an account that is deleted when the test passes', async () => {
    const uuid = await withTestAccount(server.url, (account) => account.uuid, { member: 'us' });
    const { client } = await newTestAccount(server.url);
    await expect(client.accounts.get(uuid)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has an account that stays when the test fails, and whose requests the error tells', async () => {
    const uuid = `failing-${crypto.randomUUID()}`;
    const failing = withTestAccount(
      server.url,
      async (account) => {
        await account.client.calculations.run({ month: '2025-03' });
        throw new Error('The bill is wrong for $& reasons.');
      },
      { uuid },
    );
    const error: Error = await failing.then(() => new Error('It passed.')).catch((thrown) => thrown);
    const told = `The bill is wrong for $& reasons.\n\nRequests of ${uuid}:\nPOST /billing/admin/accounts`;
    expect(error.message).toContain(told);
    expect(error.message).toMatch(/\nPOST \/billing\/admin\/calculations \{"month":"2025-03"\} → 200 in [\d.]+ ms$/u);
    expect(error.stack).toContain(told);
    const { client } = await newTestAccount(server.url);
    expect(await client.accounts.get(uuid)).toMatchObject({ account: { uuid } });
  });

  it('throws what is thrown, also when that is no error', async () => {
    await expect(withTestAccount(server.url, () => Promise.reject('no error'))).rejects.toBe('no error');
  });

  it('throws the error of the test also when its message has only a getter, or can’t be changed', async () => {
    const aborted = new DOMException('It was aborted.', 'AbortError');
    const frozen = Object.freeze(new Error('It is frozen.'));
    for (const error of [aborted, frozen]) {
      await expect(withTestAccount(server.url, () => Promise.reject(error))).rejects.toBe(error);
    }
    expect(aborted).toMatchObject({
      name: 'AbortError',
      message: expect.stringMatching(/^It was aborted\.\n\nRequests of test-[\w-]+:\nPOST /u),
    });
    expect(frozen.message).toBe('It is frozen.');
  });
});

describe('a server for tests', () => {
  it('is the one that the environment names, and goes on when the tests are through', async () => {
    vi.stubEnv('BILLING_BASE_URL', '');
    vi.stubEnv('MOCK_SERVER_URL', server.url);
    const opened = await openBillingServer();
    expect(opened.url).toBe(server.url);
    await opened.close();
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('is started and stopped when the environment names none', async () => {
    vi.stubEnv('BILLING_BASE_URL', '');
    vi.stubEnv('MOCK_SERVER_URL', '');
    const opened = await openBillingServer({ rateLimit: 7 });
    const { client } = await newTestAccount(opened.url);
    expect(await client.testControls.rateLimitStatus()).toMatchObject({ limit: 7 });
    await opened.close();
    await expect(fetch(opened.url)).rejects.toThrow('fetch failed');
  });
});

describe('a statement', () => {
  it('foots when every total is the sum of its parts', async () => {
    const { client } = await newTestAccount(server.url);
    const statement = await march(client);
    expect(brokenSums(statement)).toEqual([]);
    assertFoots(statement);
    const wrong = { ...statement, usageAmount: statement.usageAmount + 1, vat: 0 };
    expect(() => assertFoots(wrong)).toThrow(
      [
        'The statement does not foot:',
        '  usageAmount: the amounts of the lines add up to 30000, it says 30001',
        '  subtotal: the usageAmount − contractDiscount + baseFee + minimumCommitment add up to 30001, it says 30000',
        '  totalAmount: the charge + vat + unpaidAmount + lateFee add up to 30000, it says 33000',
      ].join('\n'),
    );
  });

  it.each([
    ['undefined', 'There is no statement: it is undefined.'],
    ['null', 'There is no statement: it is null.'],
    ['{}', 'This is no statement: it has no list of lineItems.'],
    ['{ "lineItems": [null] }', 'This is no statement: it has no list of lineItems.'],
    ['{ "lineItems": [], "appliedAdjustments": [] }', 'This is no statement: it has no list of appliedCredits.'],
  ])('neither foots nor does not when there is none but %s', (json, sentence) => {
    const statement = json === 'undefined' ? undefined : JSON.parse(json);
    expect(() => brokenSums(statement)).toThrow(sentence);
    expect(() => assertFoots(statement)).toThrow(sentence);
    expect(() => expectBill(statement).toFoot()).toThrow(sentence);
    expect(() => expectBill(statement).not.toFoot()).toThrow(sentence);
  });

  it('neither matches a bill nor does not when there is none', () => {
    const sentence = 'There is no statement: it is undefined.';
    expect(() => expectBill(undefined).toMatchBill({ vat: 0 })).toThrow(sentence);
    expect(() => expectBill(undefined).not.toMatchBill({ vat: 0 })).toThrow(sentence);
  });

  it('is compared in the figures that are given, and the line that differs is named', async () => {
    const { client } = await newTestAccount(server.url);
    const statement = await march(client);
    assertMatchesBill(statement, { currency: 'KRW', lineItems: [{ amount: 30_000 }], totalAmount: 33_000 });
    expect(billDifferences(statement, { lineItems: [{}, {}] })).toMatchObject([
      { path: 'lineItems.length', expected: 2, actual: 1 },
      { path: 'lineItems[1]', expected: {}, actual: undefined },
    ]);
    expect(() => assertMatchesBill(statement, { lineItems: [{ amount: 1 }], totalAmount: 2 })).toThrow(
      [
        'The statement is not the bill that was expected:',
        '  lineItems[0].amount: expected 1, got 30000 (web, support.seat, 5 COUNT)',
        '  totalAmount: expected 2, got 33000',
      ].join('\n'),
    );
  });
});
