import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { calculateStatement } from '@billing-testkit/engine';
import { decide } from '@billing-testkit/engine/account';
import { isMonth } from '@billing-testkit/engine/calendar';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { startMockServer } from '@billing-testkit/mock-server';
import { reportSchema } from '@billing-testkit/perf';
import { smoke } from '@billing-testkit/scenarios';
import { reportText } from '@billing-testkit/scenarios/reports';
import { runMatrix } from '@billing-testkit/scenarios/run';
import { BillingClient } from '@billing-testkit/sdk';

const reading = { counterName: 'compute.c2.c8m8', timestamp: '2025-03-10T09:00:00+09:00' };

test('a month is billed by a server and by the engine', async () => {
  const server = await startMockServer({ port: 0, logLevel: 'warn' });
  const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
  await client.meters.create({ ...reading, counterUnit: 'HOURS', counterVolume: '100.5' });
  await client.calculations.run({ month: '2025-03' });
  const { statements } = await client.statements.get('2025-03');
  assert.equal(statements[0].totalAmount, 43_888);
  for (const page of ['/', '/docs', '/metrics', '/openapi.yaml']) {
    assert.equal((await fetch(server.url + page)).status, 200);
  }
  await server.close();
  const usage = { ...reading, projectId: 'web', counterType: 'DELTA', unit: 'HOURS', volume: '100.5' };
  assert.equal(calculateStatement({ member: 'kr', month: '2025-03', readings: [usage] }).totalAmount, 43_888);
});

test('a matrix agrees with a mock server', async () => {
  const run = await runMatrix(smoke, { target: 'mock', members: ['kr'] });
  assert.equal(run.conclusion, 'agrees', reportText(run));
});

test('the other entry points are there', async () => {
  for (const exported of [decide, isMonth, printCatalog]) assert.equal(typeof exported, 'function');
  assert.equal(typeof reportSchema, 'object');
  const document = new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml'));
  assert.match(await readFile(document, 'utf8'), /^openapi: /m);
});
