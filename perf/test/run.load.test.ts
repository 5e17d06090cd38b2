import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockServer } from '@billing-testkit/mock-server';
import { BillingClient } from '@billing-testkit/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { fileWith, said, temporaryFolder } from '../../test/command.ts';
import { operations } from '../src/requests/operations.gen.ts';
import { anyTime, quickRun, reportIn, runCli, startCli } from './cli-process.ts';

test('every workload is measured on a server of its own, and every reading is billed once', async () => {
  const { code, report, stdout } = await quickRun([]);
  expect(report.verdicts.filter(({ outcome }) => outcome !== 'met')).toEqual([]);
  expect(code).toBe(0);
  expect(report.workloads.map(({ name }) => name)).toEqual([
    'read',
    'ingest',
    'bulk',
    'calculate',
    'mixed',
    'document',
  ]);
  // The last one is of the document that the server serves beside the API.
  const known = [...Object.keys(operations), 'getInvoice'];
  for (const { atRate, fullSpeed, reconciliation } of report.workloads) {
    expect(atRate?.counts).toEqual({ sent: 16, succeeded: 16, limited: 0, failed: 0, failures: {} });
    expect(fullSpeed?.counts).toMatchObject({ limited: 0, failed: 0 });
    expect(fullSpeed?.ratio).toBeGreaterThan(0);
    expect(fullSpeed?.rounds).toHaveLength(1);
    expect(atRate?.bare?.curve).toHaveLength(14);
    expect(atRate?.memory?.endBytes).toBeGreaterThan(0);
    expect(reconciliation?.problems).toEqual([]);
    for (const { operationId } of atRate?.operations ?? []) expect(known).toContain(operationId);
  }
  expect(report.target.isOwn).toBe(true);
  expect(stdout).toContain('All 24 budgets met');
});

test('a target that is named is measured, and its accounts are deleted', async () => {
  const server = await startMockServer({ port: 0, host: '127.0.0.1', isStrict: true });
  onTestFinished(() => server.close());
  const { code, report } = await quickRun(['--target', server.url, '--workloads', 'mixed']);
  expect(code).toBe(0);
  expect(report.target).toEqual({ url: server.url, isOwn: false });
  expect(await accountsIn(server.url)).toBe(0);
});

test('accounts stay when they are to be looked at', async () => {
  const server = await startMockServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  const { code } = await quickRun(['--target', server.url, '--workloads', 'read', '--rounds', '0', '--keep-accounts']);
  expect(code).toBe(0);
  expect(await accountsIn(server.url)).toBe(3);
});

/** The accounts that a server has: a batch for all of them has a result for each. */
async function accountsIn(url: string): Promise<number> {
  const { batches } = new BillingClient({ baseUrl: url });
  const { batchId } = await batches.create({ batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03-31' });
  const { totalCount } = await batches.get(batchId);
  return totalCount;
}

test('a budget that is missed is told with its numbers, by exit code 1', async () => {
  const budgets = { ...anyTime, workloads: { read: { p50Ms: 0.000_001, ratio: 1_000 } } };
  const { code, stdout, report } = await quickRun(['--workloads', 'read'], budgets);
  expect(code).toBe(1);
  expect(stdout).toContain('2 of 5 budgets missed');
  expect(stdout).toMatch(/✗ read: p50 at 40\/s is [\d.]+ ms, budget ≤ 0 ms/);
  expect(stdout).toMatch(/✗ read: ratio to bare HTTP is [\d.]+, budget ≥ 1000\.00/);
  expect(report.verdicts.map(({ outcome }) => outcome)).toEqual(['met', 'missed', 'met', 'missed', 'met']);
});

test('a ratio that is worse than in an earlier report is a regression', async () => {
  const { json, report } = await quickRun(['--workloads', 'read,ingest']);
  const [read, ingest] = report.workloads;
  const before = {
    ...report,
    workloads: [
      { ...read, fullSpeed: { ratio: 1_000 } },
      { ...ingest, fullSpeed: { ratio: 0.000_1 } },
    ],
  };
  const { code, stdout } = await quickRun(['--workloads', 'read,ingest', '--compare', fileWith(before, 'before.json')]);
  expect(code).toBe(1);
  expect(stdout).toContain('1 of 10 budgets missed');
  expect(stdout).toMatch(/✗ read: ratio, 1000\.00 before is [\d.]+, budget ≥ 850\.00/);
  const ended = await runCli(['run', '--compare', json.replace('report', 'none')]);
  expect(ended.code).toBe(2);
});

test('Ctrl-C ends a run with what is there', async () => {
  const json = join(temporaryFolder(), 'report.json');
  const budgets = fileWith(anyTime);
  const args = ['run', '--duration', '10m', '--rate', '20', '--accounts', '2', '--budgets', budgets, '--json', json];
  const { child, ended } = startCli([...args, '--workloads', 'ingest,mixed']);
  await said(child, 'ingest, 20/s: ');
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(3);
  expect(stderr).toContain('Stopping: what was measured so far follows.');
  expect(stdout).toContain('Interrupted: the part that was measured met its budgets');
  const { ending, workloads } = reportIn(json);
  expect(ending).toBe('interrupted');
  expect(workloads.map(({ name, reconciliation }) => ({ name, problems: reconciliation?.problems }))).toEqual([
    { name: 'ingest', problems: [] },
  ]);
});

test('the number of requests can be bounded', async () => {
  const { code, report } = await quickRun(['--workloads', 'read', '--max-requests', '5']);
  expect(code).toBe(0);
  expect(report.workloads[0]?.atRate?.counts.sent).toBe(5);
  expect(report.workloads[0]?.fullSpeed?.counts.sent).toBe(5);
});

test('the same seed sends the same requests', async () => {
  const runs = [
    await quickRun(['--workloads', 'mixed', '--seed', '7', '--rounds', '0']),
    await quickRun(['--workloads', 'mixed', '--seed', '7', '--rounds', '0']),
  ];
  const [first, second] = runs.map(({ report }) =>
    report.workloads[0]?.atRate?.operations.map(({ operationId, count }) => `${operationId} ${count}`).toSorted(),
  );
  expect(first).toEqual(second);
  expect(first?.length).toBeGreaterThan(1);
});

test('reports are written as JSON and as a page', async () => {
  const html = join(temporaryFolder(), 'report.html');
  const { report } = await quickRun(['--workloads', 'read', '--rounds', '0', '--html', html]);
  expect(report.format).toBe('billing-perf/1');
  expect(readFileSync(html, 'utf8')).toContain('<title>All 4 budgets met – billing-perf</title>');
});
