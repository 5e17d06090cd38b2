import { type MockServer, startMockServer } from '@billing-testkit/mock-server';
import { BillingClient } from '@billing-testkit/sdk';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { frontServer, type Intercept } from '../../test/front-server.ts';
import { usageMatrix } from '../../test/usage-matrix.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { ApiTarget, type ApiTargetOptions } from './api-target.ts';
import { PreviewTarget } from './preview-target.ts';
import type { CaseContext, Target } from './target.ts';

let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0 });
});
afterAll(() => mock.close());

const signal = new AbortController().signal;

/** 80 units of 1 each, with a tax of 10 %. */
const eighty = usageMatrix.caseOf({ member: 'kr', month: '2025-03', units: '80' });

const discounted: BillingCase = {
  ...eighty,
  contracts: [{ name: 'half', monthFrom: '2025-01', discountRate: 50 }],
  payments: [
    { do: 'pay', outcome: 'IS_DECLINED' },
    { do: 'pay', amount: 10 },
  ],
};

async function total(target: Target, billingCase: BillingCase, context: CaseContext) {
  const { refusals, bill } = await target.bill(billingCase, context);
  return [refusals, bill?.totals.totalAmount];
}

function hasAccount(uuid: string): Promise<boolean> {
  const { accounts } = new BillingClient({ baseUrl: mock.url });
  return accounts.get(uuid).then(
    () => true,
    () => false,
  );
}

async function front(intercept: Intercept, options: Partial<ApiTargetOptions> = {}) {
  const { url, asked } = await frontServer(mock.url, intercept);
  return { target: new ApiTarget({ url, ...options }), asked, url };
}

describe('a case by the API', () => {
  it('has a bill and its refusals, and leaves nothing behind', async () => {
    const target = new ApiTarget({ url: mock.url });
    expect(await total(target, discounted, { uuid: 'case-1', signal })).toEqual([
      [{ step: 'pay 2025-03', code: 'PAYMENT_DECLINED' }],
      44,
    ]);
    expect(await hasAccount('case-1')).toBe(false);
  });

  it('leaves its account when it is told to', async () => {
    const target = new ApiTarget({ url: mock.url, keepsAccounts: true });
    expect(await total(target, eighty, { uuid: 'case-2', signal })).toEqual([[], 88]);
    expect(await hasAccount('case-2')).toBe(true);
  });

  it('sends headers with every request', async () => {
    const tokens: unknown[] = [];
    const { target } = await front(
      (_response, _count, { headers }) => {
        tokens.push(headers['x-token']);
        return false;
      },
      { headers: { 'X-Token': 'abc' } },
    );
    await target.check(signal);
    await target.bill(discounted, { uuid: 'case-3', signal });
    expect(new Set(tokens)).toEqual(new Set(['abc']));
    expect(tokens.length).toBeGreaterThan(7);
  });

  it('is called by its URL, without the password in it', () => {
    expect(new ApiTarget({ url: 'https://me:secret@example.com/api' }).name).toBe('https://example.com/api');
    expect(new ApiTarget({ url: 'https://example.com', name: 'staging' }).name).toBe('staging');
  });
});

test('a month that is billed twice is told', async () => {
  const { statements } = await (async () => {
    const target = new ApiTarget({ url: mock.url, keepsAccounts: true });
    await target.bill(eighty, { uuid: 'twice', signal });
    return new BillingClient({ baseUrl: mock.url, uuid: 'twice' }).statements.get('2025-03');
  })();
  const { target } = await front((response, _count, { method, url = '' }) => {
    const isStatement = method === 'GET' && url.includes('statements');
    const header = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' };
    if (isStatement) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ header, statements: [...statements, ...statements] }));
    }
    return isStatement;
  });
  expect(await target.bill(eighty, { uuid: 'twice-again', signal })).toMatchObject({ statements: 2 });
});

describe('a case that is cut off', () => {
  test.each([1, 2, 3, 4, 5, 6])('before the answer to request %d is billed again on another account', async (cut) => {
    const { target, asked } = await front((_response, count) => count === cut && 'answer lost');
    const uuid = `cut-${cut}`;
    expect(await total(target, discounted, { uuid, signal })).toEqual([
      [{ step: 'pay 2025-03', code: 'PAYMENT_DECLINED' }],
      44,
    ]);
    const creations = asked.filter((line) => line === 'POST /billing/admin/accounts');
    expect(creations).toHaveLength(2);
    for (const attempt of [uuid, `${uuid}-2`]) expect(await hasAccount(attempt)).toBe(false);
  });

  it('takes its account with it when it is aborted before it is told that there is one', async () => {
    const controller = new AbortController();
    const { target } = await front((response, count) => {
      if (count === 1) response.on('close', () => controller.abort());
      return count === 1 && 'answer lost';
    });
    const billing = target.bill(eighty, { uuid: 'unheard', signal: controller.signal });
    await expect(billing).rejects.toThrow();
    expect(await hasAccount('unheard')).toBe(false);
  });

  it('leaves an account alone that was there before', async () => {
    await new BillingClient({ baseUrl: mock.url }).accounts.create({
      uuid: 'theirs',
      member: 'kr',
      billingGroupId: 'bg-theirs',
    });
    const { target, asked } = await front(() => false);
    const billing = target.bill(eighty, { uuid: 'theirs', signal });
    await expect(billing).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect([asked, await hasAccount('theirs')]).toEqual([['POST /billing/admin/accounts'], true]);
  });

  it('is begun again when there are too many requests, as soon as the server says', async () => {
    const { target } = await front((response, count) => {
      if (count === 2) response.writeHead(429, { 'retry-after': '0', 'content-type': 'text/plain' }).end('slow down');
      return count === 2;
    });
    expect(await total(target, eighty, { uuid: 'many', signal })).toEqual([[], 88]);
  });

  it('is an error when it is cut off three times', async () => {
    const { target, asked } = await front((response) => {
      response.destroy();
      return true;
    });
    await expect(target.bill(eighty, { uuid: 'never', signal })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(3);
  });

  it('is an error at once when the time of a request is up', async () => {
    const { target, asked } = await front((_response, count) => count === 2, { timeoutMs: 3_000 });
    await expect(target.bill(eighty, { uuid: 'slow', signal })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(asked).toEqual([
      'POST /billing/admin/accounts',
      'POST /billing/meters',
      'DELETE /billing/admin/accounts/slow',
    ]);
    expect(await hasAccount('slow')).toBe(false);
  });

  it('takes its account with it when it is aborted', async () => {
    const controller = new AbortController();
    const { target } = await front((_response, count) => {
      if (count === 3) controller.abort();
      return count === 3;
    });
    const billing = target.bill(eighty, { uuid: 'aborted', signal: controller.signal });
    await expect(billing).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await hasAccount('aborted')).toBe(false);
  });
});

describe('a preview', () => {
  it('is one request, and asked for again when it is cut off', async () => {
    const { url, asked } = await frontServer(mock.url, (response, count) => {
      if (count === 1) response.destroy();
      return count === 1;
    });
    expect(await total(new PreviewTarget({ url }), eighty, { uuid: 'x', signal })).toEqual([[], 88]);
    expect(asked).toEqual(['POST /billing/admin/calculate', 'POST /billing/admin/calculate']);
  });

  it('is refused when the system refuses it', async () => {
    const target = new PreviewTarget({ url: mock.url });
    const reading = { projectId: 'web', timestamp: '2025-03-10T09:00:00Z', volume: 1 };
    const unpriced = { ...eighty, usage: [{ ...reading, counterName: 'compute.c2.c8m8', unit: 'GB' }] };
    expect(await total(target, unpriced, { uuid: 'x', signal })).toEqual([
      [{ step: 'preview', code: 'UNIT_MISMATCH' }],
      undefined,
    ]);
  });
});
