import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@billing-testkit/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { fileWith, temporaryFolder } from '../../test/command.ts';
import { anyTime, reportIn, runCli, startCli } from './cli-process.ts';
import { frontServer, passOn, plainServer, reply } from './front-server.ts';

const standIn = fileURLToPath(new URL('k6-stand-in/k6.ts', import.meta.url));

/** Runs a script with the stand-in for k6, and answers the report, too. */
async function quickScript(script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const json = join(temporaryFolder(), 'report.json');
  const log = join(temporaryFolder(), 'log.json');
  const budgets = fileWith(anyTime);
  const all = ['k6', script, '--accounts', '3', '--budgets', budgets, '--json', json, ...args];
  const ended = await runCli(all, { K6_BIN: standIn, STAND_IN_LOG: log, ...env });
  return { ...ended, report: reportIn(json), log: JSON.parse(readFileSync(log, 'utf8')) };
}

test.each(['smoke', 'load', 'stress', 'spike', 'soak'])(
  'the script %s runs, and its summary is in the report',
  async (script) => {
    const { code, report, stdout } = await quickScript(script);
    expect(report.verdicts.filter(({ outcome }) => outcome !== 'met')).toEqual([]);
    expect(code).toBe(0);
    expect(report.generator).toBe('k6 1.3.0');
    const [result] = report.workloads;
    expect(result?.name).toBe(script);
    expect(result?.atRate?.counts).toMatchObject({ sent: 60, succeeded: 60, limited: 0, failed: 0 });
    expect(result?.atRate?.operations.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(60);
    expect(result?.checks).toContainEqual({ name: '100.5 hours cost what they should', passes: 2, fails: 0 });
    expect(result?.reconciliation).toMatchObject({ accounts: 3, problems: [] });
    expect(result?.reconciliation?.readings).toBeGreaterThan(0);
    expect(stdout).toContain('budgets met');
  },
);

test('k6 reports to nobody, opens no port, and takes nothing from the environment that would change the load', async () => {
  const { log } = await quickScript(
    'load',
    ['--rate', '50', '--duration', '5s', '--header', 'Authorization: Bearer abc'],
    {
      K6_VUS: '1',
      K6_NO_SUMMARY: 'true',
      K6_WEB_DASHBOARD_HOST: '0.0.0.0',
    },
  );
  expect(log.args).toEqual([
    '--quiet',
    '--no-usage-report',
    '--address',
    '',
    '--include-system-env-vars',
    expect.stringMatching(/dist\/k6\/load\.js$/),
  ]);
  expect(log.env).toMatchObject({
    K6_NO_USAGE_REPORT: 'true',
    K6_WEB_DASHBOARD: 'false',
    K6_WEB_DASHBOARD_HOST: '127.0.0.1',
    BILLING_PERF_RATE: '50',
    BILLING_PERF_DURATION_S: '5',
    BILLING_PERF_HEADERS: '{"authorization":"Bearer abc"}',
    BILLING_PERF_P99_MS: '1000000',
  });
  expect(log.env).not.toHaveProperty('K6_VUS');
  expect(log.env).not.toHaveProperty('K6_NO_SUMMARY');
});

test('a missed threshold is a missed budget', async () => {
  const budgets = fileWith({ every: { failed: 0, p50Ms: 0.000_001, p99Ms: 1_000_000 } });
  const { code, stdout } = await quickScript('load', ['--budgets', budgets]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ load: latency in ms is [\d.]+, budget p\(50\)<=0\.000001/);
});

test('a bill that is wrong under load is found', async () => {
  const url = await frontServer(async (passing) => {
    if (!passing.name.endsWith('/statements')) return passOn(passing);
    const { status, text } = await passing.pass();
    reply(passing.response, { status, text: text.replace(/"vat":\d+/, '"vat":1') });
  });
  const { code, stdout, report } = await quickScript('load', ['--target', url]);
  expect(code).toBe(1);
  expect(report.workloads[0]?.checks).toContainEqual({
    name: '100.5 hours cost what they should',
    passes: 0,
    fails: 2,
  });
  expect(stdout).toContain('load: check failed 2 times: 100.5 hours cost what they should');
  expect(stdout).toMatch(/✗ load: checks of bills is [\d.]+, budget rate==1/);
});

test('readings that are lost are found', async () => {
  const url = await frontServer(async (passing) => {
    if (passing.name !== 'POST /billing/meters') return passOn(passing);
    const { meterList } = JSON.parse(passing.body);
    reply(passing.response, await passing.pass(JSON.stringify({ meterList: meterList.slice(0, 1) })));
  });
  const { code, stdout } = await quickScript('load', ['--target', url]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/the accounts have \d+ readings, but \d+ were accepted/);
});

test('a target that limits the load is no target that fails', async () => {
  const server = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 25 });
  onTestFinished(() => server.close());
  const args = ['--target', server.url, '--accounts', '1'];
  const { code, stdout, report } = await quickScript('load', args, { STAND_IN_ITERATIONS: '400' });
  const { limited = 0 } = report.workloads[0]?.atRate?.counts ?? {};
  expect(limited).toBeGreaterThan(0);
  expect(code).toBe(3);
  expect(stdout).toContain('The mock server allows 500 requests a second and account');
});

test('Ctrl-C lets k6 end with a summary', async () => {
  let passed = 0;
  let begin: () => void = () => undefined;
  const began = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const url = await frontServer(async (passing) => {
    passed += 1;
    if (passed > 20) begin();
    await passOn(passing);
  });
  const json = join(temporaryFolder(), 'report.json');
  const args = ['k6', 'soak', '--target', url, '--accounts', '2', '--json', json, '--budgets', fileWith(anyTime)];
  const { child, ended } = startCli(args, { K6_BIN: standIn, STAND_IN_ITERATIONS: '100000000' });
  await began;
  child.kill('SIGINT');
  expect((await ended).code).toBe(3);
  expect(reportIn(json).ending).toBe('interrupted');
});

/** A program that prints something and ends. */
function program(script: string): string {
  const file = fileWith(`#!/bin/sh\n${script}\n`, 'k6');
  chmodSync(file, 0o755);
  return file;
}

const howToGet = 'https://grafana.com/docs/k6/latest/set-up/install-k6/ tells how to get it';

test.each([
  ['there is none', () => '/no/such/k6', 'There is no program /no/such/k6.'],
  ['something else', () => program('echo hello'), 'is not k6: asked for its version, it says "hello".'],
  ['something that says nothing', () => program('exit 0'), 'is not k6: asked for its version, it says nothing.'],
  ['something that fails', () => program('exit 1'), "can't be run (1)."],
  [
    'too old',
    () => program("echo 'k6 v1.2.3 (go1.24, linux/amd64)'"),
    'is k6 1.2.3, and the scripts need 1.3 or newer.',
  ],
  ['far too old', () => program("echo 'k6 v0.57.0 (go1.24, linux/amd64)'"), 'is k6 0.57.0, and the scripts need 1.3'],
])('without a k6 the command tells how to get it: %s', async (_, k6, words) => {
  const { code, stdout, stderr } = await runCli(['k6', 'load'], { K6_BIN: k6() });
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(words);
  expect(stderr).toContain(howToGet);
});

test('without K6_BIN the k6 on PATH is taken', async () => {
  const { code, stderr } = await runCli(['k6', 'load'], { PATH: temporaryFolder() });
  expect(code).toBe(4);
  expect(stderr).toContain('There is no k6 on PATH.');
});

test('newer versions are taken', async () => {
  const { code, report } = await quickScript('smoke', [], { STAND_IN_VERSION: 'v2.3.0-rc1' });
  expect(code).toBe(0);
  expect(report.generator).toBe('k6 2.3.0-rc1');
});

test('a k6 that leaves no summary behind is told with its last words', async () => {
  const k6 = program(
    'if [ "$1" = version ]; then echo "k6 v1.3.0"; else echo "level=error msg=oops" >&2; exit 107; fi',
  );
  const { code, stderr } = await runCli(['k6', 'load', '--accounts', '1'], { K6_BIN: k6 });
  expect(code).toBe(3);
  expect(stderr).toContain('k6 ended with 107 and without a summary: level=error msg=oops');
});

test('a target that can’t be measured is told before k6 begins', async () => {
  const url = await plainServer((_, response) => void response.end('<html>'));
  const { code, stderr } = await runCli(['k6', 'load', '--target', url], { K6_BIN: standIn });
  expect(code).toBe(3);
  expect(stderr).toContain('does not speak the billing API');
});
