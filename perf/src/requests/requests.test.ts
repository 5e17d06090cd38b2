import { expect, test } from 'vitest';
import { requestOfKind } from './load-request.ts';
import { mixedRequestAt, requestsAMonth } from './month-of-requests.ts';
import { readingsOf } from './readings.ts';

// 1 052 requests a month: 720 + 30 + 180 + 60 + 30 + 30 + 1 + 1.
test('the shares of the mixed workload are those of the table', () => {
  const counts = new Map<string, number>();
  for (let request = 0; request < 1_052_000; request += 1) {
    const kind = mixedRequestAt(1, request);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const differences = Object.entries(requestsAMonth).map(([kind, count]) => (counts.get(kind) ?? 0) - count * 1_000);
  expect(Math.max(...differences.map(Math.abs))).toBeLessThan(2_000);
  expect(counts.get('payPart')).toBeGreaterThan(0);
  expect(counts.size).toBe(8);
});

test('readings of a request are the same each time, and no two readings have the same event id', () => {
  expect(readingsOf(1, 7, 5)).toEqual(readingsOf(1, 7, 5));
  expect(readingsOf(2, 7, 5)).not.toEqual(readingsOf(1, 7, 5));
  const ids = Array.from({ length: 200 }, (_, request) =>
    readingsOf(1, request, 100).map(({ eventId }) => eventId),
  ).flat();
  expect(new Set(ids).size).toBe(20_000);
});

test('readings are of the month in every time zone, and have a volume', () => {
  for (const { timestamp, counterVolume } of readingsOf(1, 0, 1_000)) {
    expect(timestamp).toMatch(/^2025-03-(?:0[2-9]|1\d|2[0-7])T09:00:00Z$/);
    expect(counterVolume).toMatch(/^\d{1,2}\.\d\d$/);
    expect(Number(counterVolume)).toBeGreaterThan(0);
  }
});

test('a request is that of an operation of the document', () => {
  expect(requestOfKind.payPart({ seed: 1, request: 7, account: 2 })).toEqual({
    operationId: 'pay',
    account: 2,
    method: 'POST',
    path: '/billing/payments/2025-02',
    body: '{"amount":1}',
    idempotencyKey: 'payment-7',
    effect: { kind: 'payment', request: 7 },
  });
});
