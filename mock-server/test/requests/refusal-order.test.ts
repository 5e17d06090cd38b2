import { describe, expect, test } from 'vitest';
import { type LooseRequest, useServer } from '../api-client.ts';
import { exchange } from '../raw-connection.ts';

const api = useServer();

const text = { 'content-type': 'text/plain' };
const tooLarge = `{"name":"${'x'.repeat(1024 * 1024)}`;
const payment = { month: 'no-month' };

type Target = Parameters<typeof api.refused>[0];

/** Every request has two faults, and is refused for the one that comes first. */
const pairs: readonly [first: string, then: string, Target, LooseRequest, number, string][] = [
  ['path', 'method', 'PUT /nowhere', {}, 404, 'NOT_FOUND'],
  ['path', 'account', 'GET /billing/payments/2025-03/nothing', {}, 404, 'NOT_FOUND'],
  ['method', 'account', 'PUT /billing/payments/2025-03', {}, 405, 'METHOD_NOT_ALLOWED'],
  ['method', 'account’s name', 'PATCH /billing/meters', { uuid: 'a b' }, 405, 'METHOD_NOT_ALLOWED'],
  ['method', 'media type', 'PUT /billing/contracts', { raw: 'x', headers: text }, 405, 'METHOD_NOT_ALLOWED'],
  ['account', 'month', 'getStatements', { path: payment }, 401, 'UNAUTHENTICATED'],
  ['account', 'media type', 'pay', { path: payment, raw: 'x', headers: text }, 401, 'UNAUTHENTICATED'],
  ['account', 'size', 'pay', { path: payment, raw: tooLarge }, 401, 'UNAUTHENTICATED'],
  ['account', 'JSON', 'pay', { path: payment, raw: '{' }, 401, 'UNAUTHENTICATED'],
  ['account', 'a body that names one', 'pay', { path: payment, body: { uuid: 'a' } }, 401, 'UNAUTHENTICATED'],
  ['account', 'query', 'GET /billing/meters?counterName=%ff', {}, 401, 'UNAUTHENTICATED'],
  ['query', 'statement', 'GET /billing/admin/progress?uuid=a&month=%ff', {}, 400, 'VALIDATION_ERROR'],
  ['account’s name', 'month', 'getStatements', { uuid: 'a b', path: payment }, 400, 'INVALID_UUID'],
  ['account’s name', 'media type', 'createContract', { uuid: 'a b', raw: 'x', headers: text }, 400, 'INVALID_UUID'],
  ['account’s name', 'size', 'createContract', { uuid: 'a b', raw: tooLarge }, 400, 'INVALID_UUID'],
  ['account’s name', 'JSON', 'createContract', { query: { uuid: 'a b' }, raw: '{' }, 400, 'INVALID_UUID'],
  [
    'account’s name',
    'the other name',
    'createContract',
    { uuid: 'a', query: { uuid: 'b c' }, body: {} },
    400,
    'INVALID_UUID',
  ],
  ['media type', 'size', 'createContract', { raw: tooLarge, headers: text }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['media type', 'JSON', 'createContract', { raw: '{', headers: text }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['media type', 'month', 'pay', { uuid: 'a', path: payment, raw: '{}', headers: text }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['size', 'JSON', 'createContract', { raw: tooLarge }, 413, 'PAYLOAD_TOO_LARGE'],
  ['size', 'month', 'pay', { uuid: 'a', path: payment, raw: tooLarge }, 413, 'PAYLOAD_TOO_LARGE'],
  ['JSON', 'month', 'pay', { uuid: 'a', path: payment, raw: '{' }, 400, 'MALFORMED_JSON'],
  [
    'JSON',
    'idempotency key',
    'createContract',
    { raw: '{', headers: { 'idempotency-key': '' } },
    400,
    'MALFORMED_JSON',
  ],
  ['month', 'statement', 'pay', { uuid: 'a', path: payment, body: {} }, 400, 'VALIDATION_ERROR'],
  [
    'field',
    'month without statement',
    'pay',
    { uuid: 'a', path: { month: '2025-03' }, body: { amount: 0 } },
    400,
    'VALIDATION_ERROR',
  ],
  ['field', 'currency', 'createContract', { body: { name: '', currency: 'USD' } }, 400, 'VALIDATION_ERROR'],
  [
    'rate',
    'currency',
    'createContract',
    { body: { name: 'n', discountRate: 101, currency: 'USD' } },
    400,
    'VALIDATION_ERROR',
  ],
];

const long = `/${'x'.repeat(17_000)}`;

/** Requests that no HTTP library sends, each with two faults as well. */
const sentAsText: readonly [first: string, then: string, sent: string, status: number, code: string][] = [
  ['form', 'length', `GET ${long} HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n`, 400, 'BAD_REQUEST'],
  ['expectation', 'length', `GET ${long} HTTP/1.1\r\nHost: x\r\nExpect: coffee\r\n\r\n`, 417, 'EXPECTATION_FAILED'],
  ['length', 'host', `GET ${long} HTTP/1.1\r\nConnection: close\r\n\r\n`, 414, 'URI_TOO_LONG'],
  ['host', 'path', 'GET /nowhere HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
];

describe('a request with two faults', () => {
  test.each(sentAsText)('is refused for its %s before its %s', async (_first, _then, sent, status, code) => {
    const answer = await exchange(api.url, sent);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, code]);
  });

  test.each(pairs)('is refused for its %s before its %s', async (_first, _then, target, request, status, code) => {
    expect(await api.refused(target, request)).toMatchObject({ status, body: { error: code } });
  });

  test('is told all that its parameters and its body have wrong', async () => {
    const request = { uuid: 'a', path: payment, body: { amount: 0, testToken: 'x' } };
    const { gist } = await api.refused('pay', request);
    expect([...gist].sort()).toEqual(['/amount', '/testToken', 400, 'VALIDATION_ERROR', 'path/month']);
  });
});
