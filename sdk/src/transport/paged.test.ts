import type { Schema } from '@billing-testkit/contracts';
import { describe, expect, expectTypeOf, it, it as test } from 'vitest';
import { type Reply, refuses, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import { isBillingApiError } from '../errors/billing-api-error.ts';

const list = '/billing/meters';
const month = '2025-03';

/** Answers the page asked for of so many readings, of those that are not deleted. */
function serves(count: number, deleted: ReadonlySet<number> = new Set()): Reply {
  return (response) => {
    const query = new URL(String(response.req.url), 'http://mock').searchParams;
    const size = Number(query.get('itemsPerPage') ?? 2);
    const after = Number(query.get('after')?.replace('meter-', '') ?? 0);
    const numbers = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !deleted.has(number));
    const from = numbers.filter((number) => number <= after).length + (Number(query.get('page') ?? 1) - 1) * size;
    const meters = numbers.slice(from, from + size).map((number) => ({ meterId: `meter-${number}` }));
    succeeds({ meters, totalItems: numbers.length })(response);
  };
}

/** Answers these readings whatever is asked. */
function servesAlways(totalItems: number, ...numbers: number[]): Reply {
  return succeeds({ meters: numbers.map((number) => ({ meterId: `meter-${number}` })), totalItems });
}

async function clientOf(...replies: Reply[]) {
  const { url, received } = await scriptedServer(...replies);
  const client = new BillingClient({ baseUrl: url, uuid: 'u-1', retries: 0 });
  return { client, received, urls: () => received.map((request) => request.url) };
}

async function numbersOf(items: AsyncIterable<{ meterId: string }>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { meterId } of items) numbers.push(Number(String(meterId).replace('meter-', '')));
  return numbers;
}

describe('a list that is awaited', () => {
  it('is the page asked for, by one request', async () => {
    const { client, urls } = await clientOf(serves(5));
    const { meters, totalItems } = await client.meters.list({ month, page: 2, itemsPerPage: 3 });
    expect(meters).toEqual([{ meterId: 'meter-4' }, { meterId: 'meter-5' }]);
    expect(totalItems).toBe(5);
    expect(urls()).toEqual([`${list}?month=2025-03&page=2&itemsPerPage=3`]);
  });

  it('asks once, and not before', async () => {
    const { client, urls } = await clientOf(serves(5));
    const readings = client.meters.list();
    expect(urls()).toEqual([]);
    const [first, second] = await Promise.all([readings, readings]);
    expect(await readings).toBe(first);
    expect(second).toBe(first);
    expect(urls()).toEqual([list]);
  });

  it('is a promise, as what other calls return', async () => {
    const { client } = await clientOf(refuses(404, 'NOT_FOUND'));
    expectTypeOf(client.meters.list()).toExtend<Promise<{ totalItems: number }>>();
    let settled = 0;
    const counted = client.meters.list().finally(() => {
      settled += 1;
    });
    await expect(counted).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(settled).toBe(1);
    expect(await client.meters.list().catch((error) => isBillingApiError(error, 'NOT_FOUND'))).toBe(true);
  });

  it('asks for what the query was when the list was made', async () => {
    const { client, urls } = await clientOf(serves(5));
    const query = { page: 1, itemsPerPage: 3 };
    const readings = client.meters.list(query);
    query.page = 9;
    expect(await numbersOf(readings)).toEqual([1, 2, 3, 4, 5]);
    expect(urls()).toEqual([`${list}?page=1&itemsPerPage=3`, `${list}?itemsPerPage=3&after=meter-3`]);
  });
});

describe('a list that is iterated', () => {
  test.each([
    ['none', 0, [], 1],
    ['less than a page', 2, [1, 2], 1],
    ['a full page', 3, [1, 2, 3], 1],
    ['a page and one', 4, [1, 2, 3, 4], 2],
    // Something may have been deleted since the first page, so the total does not tell that the second one is the last.
    ['two full pages', 6, [1, 2, 3, 4, 5, 6], 3],
  ])('has every item in order and asks no more often than it must: %s', async (_, total, numbers, requests) => {
    const { client, urls } = await clientOf(serves(total));
    expect(await numbersOf(client.meters.list({ itemsPerPage: 3 }))).toEqual(numbers);
    expect(urls()).toHaveLength(requests);
  });

  it('leaves the length of a page to the server', async () => {
    const { client, urls } = await clientOf(serves(5));
    expect(await numbersOf(client.meters.list())).toEqual([1, 2, 3, 4, 5]);
    expect(urls()).toEqual([list, `${list}?after=meter-2`, `${list}?after=meter-4`]);
  });

  test.each([
    [2, 3, [4, 5, 6, 7], 2],
    [3, 3, [7], 1],
    [4, 3, [], 1],
    [3, undefined, [5, 6, 7], 2],
    [9, undefined, [], 1],
  ])('starts at page %d of %s', async (page, itemsPerPage, numbers, requests) => {
    const { client, urls } = await clientOf(serves(7));
    const query = itemsPerPage === undefined ? { page } : { page, itemsPerPage };
    expect(await numbersOf(client.meters.list(query))).toEqual(numbers);
    expect(urls()).toHaveLength(requests);
  });

  it('fetches a page when its first item is wanted, and none after a break', async () => {
    const { client, urls } = await clientOf(serves(100));
    const seen: [meterId: string, requests: number][] = [];
    for await (const { meterId } of client.meters.list()) {
      seen.push([meterId, urls().length]);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      ['meter-1', 1],
      ['meter-2', 1],
      ['meter-3', 2],
    ]);
    expect(urls()).toHaveLength(2);
  });

  it('ends at a short page, whatever the total says', async () => {
    const { client, urls } = await clientOf(servesAlways(1_000, 1));
    expect(await numbersOf(client.meters.list({ itemsPerPage: 2 }))).toEqual([1]);
    expect(urls()).toHaveLength(1);
  });

  it('starts after the item that the query names', async () => {
    const { client, urls } = await clientOf(serves(5));
    expect(await numbersOf(client.meters.list({ after: 'meter-1' }))).toEqual([2, 3, 4, 5]);
    expect(urls()).toEqual([1, 3, 5].map((number) => `${list}?after=meter-${number}`));
  });

  it('has what is added meanwhile', async () => {
    const { client } = await clientOf(serves(3), serves(4), serves(5));
    expect(await numbersOf(client.meters.list())).toEqual([1, 2, 3, 4, 5]);
  });

  test.each([
    ['every item', (_: number) => true],
    ['every second item', (number: number) => number % 2 === 0],
    ['the last item of each page', (number: number) => number % 3 === 0],
  ])('has every item once when %s is deleted as it comes', async (_, isDeleted) => {
    const deleted = new Set<number>();
    const { client } = await clientOf(serves(10, deleted));
    const seen: number[] = [];
    for await (const { meterId } of client.meters.list({ itemsPerPage: 3 })) {
      const number = Number(meterId.replace('meter-', ''));
      seen.push(number);
      if (isDeleted(number)) deleted.add(number);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each([
    ['the same page', servesAlways(9, 1, 2)],
    ['the same page without an item that was deleted', servesAlways(9, 1, 3)],
    ['the item asked by', servesAlways(9, 2, 3)],
  ])('fails at a server that answers %s again', async (_, reply) => {
    const { client, urls } = await clientOf(servesAlways(9, 1, 2), reply);
    const seen: string[] = [];
    const walk = async () => {
      for await (const { meterId } of client.meters.list()) seen.push(meterId);
    };
    await expect(walk()).rejects.toMatchObject({
      code: 'UNEXPECTED_CONTENT',
      message: expect.stringMatching(
        /^GET \/billing\/meters: UNEXPECTED_CONTENT: "meter-[12]" was answered again: the server does not know the query's after$/u,
      ),
    });
    expect(seen).toEqual(['meter-1', 'meter-2']);
    expect(urls()).toHaveLength(2);
  });

  test.each([
    ['no id', {}],
    ['an empty id', { meterId: '' }],
    ['an id that is no text', { meterId: 7 }],
  ])('fails after the items before it at one with %s, unless nothing comes after it', async (_, item) => {
    const { client, urls } = await clientOf(
      succeeds({ meters: [item], totalItems: 2 }),
      succeeds({ meters: [item], totalItems: 1 }),
    );
    await expect(numbersOf(client.meters.list())).rejects.toMatchObject({
      name: 'BillingApiError',
      code: 'UNEXPECTED_CONTENT',
      message: expect.stringContaining('an item has no id'),
    });
    let count = 0;
    for await (const _item of client.meters.list()) count += 1;
    expect(count).toBe(1);
    expect(urls()).toHaveLength(2);
  });

  it('asks anew each time', async () => {
    const { client, urls } = await clientOf(serves(1), serves(2));
    const readings = client.meters.list();
    expect(await numbersOf(readings)).toEqual([1]);
    expect(await numbersOf(readings)).toEqual([1, 2]);
    expect(urls()).toHaveLength(2);
  });

  it('sends the options of the call with each page', async () => {
    const { client, received } = await clientOf(serves(3));
    await numbersOf(client.meters.list({}, { uuid: 'u-2', requestId: 'req-7', headers: { 'X-Team': 'a' } }));
    const sent = received.map(({ headers }) => [headers.uuid, headers['x-request-id'], headers['x-team']]);
    expect(sent).toEqual([
      ['u-2', 'req-7', 'a'],
      ['u-2', 'req-7', 'a'],
    ]);
  });

  it('throws what a later page is refused with, after the items before it', async () => {
    const { client } = await clientOf(serves(3), refuses(429, 'RATE_LIMIT_EXCEEDED'));
    const seen: string[] = [];
    const walk = async () => {
      for await (const { meterId } of client.meters.list()) seen.push(meterId);
    };
    await expect(walk()).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    expect(seen).toEqual(['meter-1', 'meter-2']);
  });

  it('stops by the signal, between pages too', async () => {
    const { client, urls } = await clientOf(serves(9));
    const controller = new AbortController();
    const walk = async () => {
      for await (const _ of client.meters.list({}, { signal: controller.signal })) controller.abort();
    };
    await expect(walk()).rejects.toMatchObject({ code: 'ABORTED' });
    expect(urls()).toHaveLength(1);
  });
});

describe('the pages of a list', () => {
  it('are its answers, with what is in them besides the items', async () => {
    const page = (statementMonth: string, paymentId: string) =>
      succeeds({
        statements: [{ statementId: `st-u-1-${statementMonth}`, month: statementMonth }],
        payments: [{ paymentId }],
        totalItems: 2,
      });
    const { client } = await clientOf(
      page('2025-01', 'pay-1'),
      page('2025-02', 'pay-2'),
      succeeds({ statements: [], payments: [], totalItems: 2 }),
    );
    const seen: string[] = [];
    for await (const { statements, payments } of client.payments.list().pages()) {
      seen.push(...statements.map((statement) => statement.month), ...payments.map(({ paymentId }) => paymentId));
    }
    expect(seen).toEqual(['2025-01', 'pay-1', '2025-02', 'pay-2']);
  });
});

describe('every operation that pages', () => {
  test.each<[field: string, idField: string, items: (client: BillingClient) => AsyncIterable<unknown>]>([
    ['meters', 'meterId', (client) => client.meters.list()],
    ['contracts', 'contractId', (client) => client.contracts.list()],
    ['adjustments', 'adjustmentId', (client) => client.adjustments.projects.list({ projectId: 'p-a' })],
    ['adjustments', 'adjustmentId', (client) => client.adjustments.billingGroups.list({ billingGroupId: 'bg-1' })],
    ['credits', 'creditId', (client) => client.credits.list()],
    ['creditHistories', 'entryId', (client) => client.credits.history()],
    ['statements', 'statementId', (client) => client.payments.list()],
    ['batches', 'batchId', (client) => client.batches.list()],
  ])('has its items in %s and their ids in %s', async (field, idField, items) => {
    const page = (...ids: string[]) => succeeds({ [field]: ids.map((id) => ({ [idField]: id })), totalItems: 3 });
    const { client, received } = await clientOf(page('a/1', 'b/2'), page('c/3'));
    const seen: unknown[] = [];
    for await (const one of items(client)) seen.push(one);
    expect(seen).toEqual([{ [idField]: 'a/1' }, { [idField]: 'b/2' }, { [idField]: 'c/3' }]);
    expect(received[1]?.url).toMatch(/[?&]after=b%2F2$/u);
  });

  it('has the type of its items', () => {
    const client = new BillingClient({ baseUrl: 'http://localhost:1' });
    expectTypeOf(client.meters.list().pages()).not.toBeAny();
    expectTypeOf<ItemOf<typeof client.meters.list>>().toHaveProperty('counterVolume').toEqualTypeOf<string>();
    expectTypeOf<ItemOf<typeof client.payments.list>>().toHaveProperty('totalAmount').toEqualTypeOf<number>();
    const { projects, billingGroups } = client.adjustments;
    expectTypeOf<ItemOf<typeof projects.list>>().toEqualTypeOf<Schema<'ProjectAdjustment'>>();
    expectTypeOf<ItemOf<typeof billingGroups.list>>().toEqualTypeOf<Schema<'BillingGroupAdjustment'>>();
  });
});

type ItemOf<Method extends (...args: never[]) => AsyncIterable<unknown>> =
  ReturnType<Method> extends AsyncIterable<infer Item> ? Item : never;
