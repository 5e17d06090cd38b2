import { describe, expect, it, it as test } from 'vitest';
import { scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

async function urlOf(call: (client: BillingClient) => Promise<unknown>, prefix = ''): Promise<string | undefined> {
  const { url, received } = await scriptedServer(succeeds());
  await call(new BillingClient({ baseUrl: url + prefix }));
  return received[0]?.url;
}

describe('a path parameter', () => {
  test.each([
    ['a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['../admin', '..%2Fadmin'],
    ['100% 한글', '100%25%20%ED%95%9C%EA%B8%80'],
    ['%2e%2e', '%252e%252e'],
    ['{uuid}$&', '%7Buuid%7D%24%26'],
    ['...', '...'],
  ])('%j stays one segment', async (uuid, segment) => {
    expect(await urlOf((client) => client.accounts.get(uuid))).toBe(`/billing/admin/accounts/${segment}`);
  });

  test.each(['', '.', '..'])('%j would make it another path and is not sent', async (uuid) => {
    const { url, received } = await scriptedServer(succeeds());
    const call = new BillingClient({ baseUrl: url }).accounts.delete(uuid);
    await expect(call).rejects.toThrow(new TypeError(`uuid can't be "${uuid}"`));
    expect(received).toEqual([]);
  });
});

describe('a query', () => {
  it('leaves out what is undefined', async () => {
    const { url, received } = await scriptedServer(succeeds());
    await new BillingClient({ baseUrl: url }).meters.list({ page: 2, counterName: 'a&b=c d+e' });
    await new BillingClient({ baseUrl: url }).meters.list();
    expect(received.map((request) => request.url)).toEqual([
      '/billing/meters?page=2&counterName=a%26b%3Dc%20d%2Be',
      '/billing/meters',
    ]);
  });

  it('repeats a parameter for each item of a list', async () => {
    const target = await urlOf((client) => client.meters.delete({ appKey: ['a,1', 'b'], from: '2025-03-01' }));
    expect(target).toBe('/billing/admin/meters?appKey=a%2C1&appKey=b&from=2025-03-01');
  });

  it('joins a list by commas where the document says so', async () => {
    const target = await urlOf((client) => client.adjustments.projects.delete(['adj-1', 'adj,2']));
    expect(target).toBe('/billing/admin/projects/adjustments?adjustmentIds=adj-1,adj%2C2');
  });

  it('with an empty list is not sent: without the parameter it would be about everything', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const call = new BillingClient({ baseUrl: url }).meters.delete({ appKey: [] });
    await expect(call).rejects.toThrow(new TypeError("appKey can't be an empty list"));
    expect(received).toEqual([]);
  });
});

describe('the base URL', () => {
  test.each(['', '/', '/sandbox', '/sandbox/'])('may end in %j', async (prefix) => {
    const path = await urlOf((client) => client.credits.balance(), prefix);
    expect(path).toBe(`${prefix.replace(/\/$/u, '')}/billing/credits/balance`);
  });
});
