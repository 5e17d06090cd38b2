import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../../test/vitest-project');
const vitest = join(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs');

interface Run {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

test('a project of a user has an account for each test, matchers that name the line, and the requests of what failed', async () => {
  const { testResults } = await runProject();
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(tests.map(({ title, status }) => [title, status])).toEqual([
    ['a bill is right', 'passed'],
    ['a bill is wrong', 'failed'],
    ['another member bills in its own currency', 'passed'],
    ['three months end in a late fee, and each step is told', 'passed'],
  ]);
  const message = tests.flatMap(({ failureMessages }) => failureMessages).join();
  expect(message).toContain('lineItems[0].amount: expected 29999, got 30000 (web, support.seat, 5 COUNT)');
  expect(message).toMatch(/Requests of test-[\w-]+:\nPOST /u);
  expect(message).toContain('POST /billing/admin/calculations {"month":"2025-03"} → 200 in ');
});

/** Runs the project in a process of its own, which ends with 1, as a test fails on purpose. */
async function runProject(): Promise<Run> {
  const { BILLING_BASE_URL: _url, MOCK_SERVER_URL: _mock, ...env } = process.env;
  const output = join(mkdtempSync(join(tmpdir(), 'billing-vitest-')), 'report.json');
  const options = { cwd: project, env: { ...env, NO_COLOR: '1' } };
  const run = promisify(execFile)(
    process.execPath,
    [vitest, 'run', '--reporter=json', `--outputFile=${output}`],
    options,
  );
  await expect(run).rejects.toMatchObject({ code: 1 });
  const report: Run = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(dirname(output), { recursive: true });
  return report;
}
