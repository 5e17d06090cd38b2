import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { billProblems, isKnownBill, type SummedStatement } from './bill-problems.ts';
import { highestRate, scriptOptions } from './script-options.ts';
import { scriptSummary } from './script-summary.ts';
import { settingsFrom } from './settings.ts';

// 100.5 hours at ₩397 are ₩39 898.5, and 10 % of 39 899 are 3 989.9.
const bill: SummedStatement = {
  lineItems: [{ amount: 39_899, discount: 0, netAmount: 39_899 }],
  appliedCredits: [],
  usageAmount: 39_899,
  contractDiscount: 0,
  baseFee: 0,
  minimumCommitment: 0,
  subtotal: 39_899,
  adjustmentTotal: 0,
  creditApplied: 0,
  charge: 39_899,
  vat: 3_989,
  unpaidAmount: 0,
  lateFee: 0,
  totalAmount: 43_888,
};

test('a right bill has no problem', () => {
  expect(billProblems(bill)).toEqual([]);
  expect(isKnownBill(bill)).toBe(true);
});

test('a wrong bill is found by its sums and its tax', () => {
  expect(billProblems({ ...bill, usageAmount: 39_898 })).toEqual([
    'usageAmount is 39898, and its parts make 39899',
    'subtotal is 39899, and its parts make 39898',
  ]);
  expect(billProblems({ ...bill, vat: 3_990, totalAmount: 43_889 })).toEqual([
    'vat is 3990, and 10 % of the charge is 3989',
  ]);
  expect(isKnownBill({ ...bill, vat: 3_990, totalAmount: 43_889 })).toBe(false);
});

test('settings come from the environment', () => {
  expect(settingsFrom({}, 'load')).toEqual({
    url: 'http://localhost:5000',
    rate: 500,
    accounts: 50,
    seed: 1,
    headers: {},
    failed: 0,
    p50Ms: 3,
    p99Ms: 20,
    summaryFile: 'billing-perf-load.json',
  });
  const env = {
    BILLING_PERF_URL: 'http://mock:5000/',
    BILLING_PERF_RATE: '50',
    BILLING_PERF_DURATION_S: '5',
    BILLING_PERF_HEADERS: '{"authorization": "Bearer abc"}',
    BILLING_PERF_ACCOUNTS: '',
  };
  expect(settingsFrom(env, 'load')).toMatchObject({
    url: 'http://mock:5000',
    rate: 50,
    durationS: 5,
    headers: { authorization: 'Bearer abc' },
    accounts: 50,
  });
});

test.each([
  [{ BILLING_PERF_RATE: '0' }, 'BILLING_PERF_RATE is a number from 1 to 100000, not "0".'],
  [{ BILLING_PERF_RATE: 'fast' }, 'BILLING_PERF_RATE is a number from 1 to 100000, not "fast".'],
  [{ BILLING_PERF_ACCOUNTS: '-1' }, 'BILLING_PERF_ACCOUNTS is a number from 1 to 10000, not "-1".'],
  [{ BILLING_PERF_URL: 'mock:5000' }, 'BILLING_PERF_URL is an http or https URL without query, not "mock:5000".'],
  [{ BILLING_PERF_HEADERS: 'x' }, 'BILLING_PERF_HEADERS is a JSON object of headers.'],
])('%j', (env, message) => {
  expect(() => settingsFrom(env, 'load')).toThrow(message);
});

test('one stage is a constant rate, and several are ramps', () => {
  const settings = settingsFrom({}, 'load');
  const load = scriptOptions({ stages: [{ times: 1, seconds: 60 }], holdsRate: true }, settings);
  expect(load.scenarios?.load).toEqual({
    executor: 'constant-arrival-rate',
    rate: 500,
    duration: '60s',
    preAllocatedVUs: 100,
    maxVUs: 1_000,
    exec: 'load',
  });
  expect(load.thresholds).toMatchObject({
    load_failed: ['count<=0'],
    'http_req_duration{purpose:load}': ['p(50)<=3', 'p(99)<=20'],
    checks: ['rate==1'],
    dropped_iterations: ['count<=0'],
    'http_req_duration{operationId:getStatements}': ['max>=0'],
  });
  const shape = {
    stages: [
      { times: 0.2, seconds: 20 },
      { times: 6, seconds: 5 },
    ],
    holdsRate: false,
  };
  const spike = scriptOptions(shape, { ...settings, durationS: 50 });
  expect(spike.scenarios?.load).toMatchObject({
    executor: 'ramping-arrival-rate',
    startRate: 100,
    stages: [
      { target: 100, duration: '40s' },
      { target: 3_000, duration: '10s' },
    ],
  });
  expect(spike.scenarios?.bills).toMatchObject({ duration: '50s' });
  expect(spike.thresholds).not.toHaveProperty('dropped_iterations');
  expect(highestRate(shape, settings)).toBe(3_000);
});

test('a script that was stopped before its first request has a summary', () => {
  expect(scriptSummary({ metrics: {} }, 'load', 500)).toMatchObject({
    counts: { sent: 0, succeeded: 0, limited: 0, failed: 0 },
    latency: { meanMs: 0, curve: [] },
    thresholds: [],
  });
});

test('the built scripts import modules of k6 alone', () => {
  const folder = join(import.meta.dirname, '../../dist/k6');
  const scripts = globSync('*.js', { cwd: folder });
  expect(scripts.toSorted()).toEqual(['load.js', 'smoke.js', 'soak.js', 'spike.js', 'stress.js']);
  for (const script of scripts) {
    const imports = readFileSync(join(folder, script), 'utf8').matchAll(/^import .*? from "(.+)";$/gm);
    const modules = new Set([...imports].map(([, name]) => name));
    expect([...modules].toSorted()).toEqual(['k6', 'k6/execution', 'k6/http', 'k6/metrics']);
  }
});
