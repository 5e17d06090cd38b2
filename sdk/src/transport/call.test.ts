import { expect, test } from 'vitest';
import { answers, refuses, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import { isBillingApiError } from '../errors/billing-api-error.ts';

const success = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' };
const named = (id: string, fields: object) =>
  answers(200, JSON.stringify({ header: success, ...fields }), { 'X-Request-Id': id });

test('a call tells the status, the headers and the request id of its answer', async () => {
  const { url, received } = await scriptedServer(named('req-7', { statements: [] }));
  const call = new BillingClient({ baseUrl: url }).statements.get('2025-03');
  const { data, status, headers, requestId } = await call.withResponse();
  expect(data).toEqual({ statements: [] });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json');
  expect(requestId).toBe('req-7');
  expect(await call).toBe(data);
  expect(received).toHaveLength(1);
});

test('a call without fields tells them too', async () => {
  const { url } = await scriptedServer(named('req-8', {}));
  const { data, requestId } = await new BillingClient({ baseUrl: url }).accounts.delete('acme').withResponse();
  expect(data).toBeUndefined();
  expect(requestId).toBe('req-8');
});

test('a list tells them of the page that is awaited', async () => {
  const { url, received } = await scriptedServer(named('req-9', { meters: [], totalItems: 0 }));
  const list = new BillingClient({ baseUrl: url }).meters.list();
  expect(await list.withResponse()).toMatchObject({ data: { totalItems: 0 }, requestId: 'req-9' });
  expect((await list).totalItems).toBe(0);
  expect(received).toHaveLength(1);
});

test('a call that fails throws the same in both ways', async () => {
  const { url } = await scriptedServer(refuses(404, 'NOT_FOUND'));
  const call = new BillingClient({ baseUrl: url }).contracts.get('c');
  await expect(call.withResponse()).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
  await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const ends: string[] = [];
  await call.catch((error) => isBillingApiError(error) && ends.push(error.code));
  await call.finally(() => ends.push('end')).catch(() => undefined);
  expect(ends).toEqual(['NOT_FOUND', 'end']);
});

test('the answer is that of the last attempt', async () => {
  const { url } = await scriptedServer(refuses(503, 'INTERNAL'), succeeds({ totalBalance: 0 }));
  const { status, data } = await new BillingClient({ baseUrl: url }).credits.balance().withResponse();
  expect(status).toBe(200);
  expect(data).toEqual({ totalBalance: 0 });
});
