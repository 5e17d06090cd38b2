import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { startMockServer } from '@billing-testkit/mock-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allStepsMatrix } from '../../../test/all-steps-matrix.ts';
import { rulesNamed } from '../../../test/little-run.ts';
import { directoryOf, runTests } from '../../../test/written-tests.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { type Cell, cellsOf } from '../../matrices/matrix.ts';
import type { ReplaySettings } from '../../runs/replay-command.ts';
import { planRun, runPlanned } from '../../runs/run-matrix.ts';
import { engineTarget } from '../../targets/engine-target.ts';
import type { Target } from '../../targets/target.ts';
import { reportOf, reportVersion } from '../summary/report.ts';
import { testFileText } from './test-file.ts';

const allCells = cellsOf(allStepsMatrix.dimensions);
const [plain = {}] = allCells;
const rich = allCells.filter(({ steps }) => steps === 'rich');

/** The standard catalog, but for a tax of 11 % in Korea. */
const elevenPercent: Policy = {
  ...standardPolicy,
  members: standardPolicy.members.map((one) => (one.member === 'kr' ? { ...one, taxRate: '11' } : one)),
};

interface Written {
  readonly cells?: readonly Cell[];
  readonly settings?: Partial<ReplaySettings>;
  readonly policy?: Policy;
  readonly target?: Target;
}

/** The test of some cells, as if their bills had been wrong in any way. */
async function textFor(
  file: string,
  { cells = allCells, policy = standardPolicy, ...written }: Written,
): Promise<string> {
  const { target = engineTarget(), settings = {} } = written;
  const { via = 'account' } = settings;
  const run = {
    matrix: 'all-steps',
    dimensions: allStepsMatrix.dimensions,
    target: target.name,
    via,
    selection: { coverage: 'full', seed: 1, cells: cells.length },
    ending: 'complete',
    startedAt: '2025-01-01T00:00:00Z',
    durationMs: 1,
    ...(target.omits && { omits: target.omits }),
    results: [],
  } as const;
  const reproductions = cells.map((cell) => {
    return {
      cell,
      shrunk: cell,
      essential: ['member', 'steps'],
      stage: 'tax',
      command: 'npx billing-matrix run',
    } as const;
  });
  const text = await testFileText({
    ...{ file, report: { version: reportVersion, run, reproductions } },
    setup: {
      matrix: allStepsMatrix,
      policy,
      settings: { matrix: 'all-steps', target: 'http://localhost:1', via, ...settings },
    },
  });
  return text ?? '';
}

/** The test that comes of a run against an engine with a defect. */
async function textAgainst(defect: string, cells: readonly Cell[]): Promise<string> {
  const plan = { ...planRun(allStepsMatrix), cells };
  const settings = { matrix: 'all-steps', target: 'http://localhost:1', via: 'account' } as const;
  const run = await runPlanned(plan, engineTarget({ rules: rulesNamed(defect) }), { settings });
  const report = reportOf(run, await diagnose(run));
  return (await testFileText({ file: 'a.test.ts', report, setup: run.setup })) ?? '';
}

async function mockServer(defect?: string): Promise<string> {
  const server = await startMockServer({ port: 0, rateLimit: 0, ...(defect !== undefined && { defect }) });
  onTestFinished(() => server.close());
  return server.url;
}

describe('a written test', { timeout: 30_000 }, () => {
  test('of every kind of step passes with a right system and fails with a wrong one', async () => {
    const [right, wrong] = [await mockServer(), await mockServer('tax-before-adjustments')];
    const directory = directoryOf({
      'all-steps.test.ts': await textFor('all-steps.test.ts', {}),
      'all-steps.test.js': await textFor('all-steps.test.js', {
        cells: rich,
        settings: { target: right, headers: { 'X-Team': '' } },
      }),
      'previews.test.mjs': await textFor('previews.test.mjs', { cells: [plain], settings: { via: 'preview' } }),
      'pricing.test.ts': await textAgainst('contract-price-ignored', rich),
    });
    const [passing, failing] = await Promise.all([
      runTests(directory, { BILLING_TARGET: right }),
      runTests(directory, { BILLING_TARGET: wrong }),
    ]);
    expect(passing.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(passing).toHaveLength(allCells.length + rich.length + 2);
    // Only these have adjustments.
    const failed = failing.filter(({ status }) => status === 'failed');
    expect(failed.filter(({ title }) => !title.includes('steps=rich'))).toEqual([]);
    expect(failed).toHaveLength(2 * rich.length + 1);
    expect(failed[0]?.message).toContain('to match object');
  });

  test('starts the mock server, or asks the adapter, that was run', async () => {
    const [cell = {}] = rich;
    const adapter = (defects: string) => `import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { engineTarget } from '@billing-testkit/scenarios';
const engine = engineTarget({ rules: rulesWith([${defects}]) });
const mine = {
  name: 'mine',
  omits: ['taxName', 'lineItems.quantity'],
  async bill(billingCase, context) {
    const { refusals, bill } = await engine.bill(billingCase, context);
    return { refusals, bill: { ...bill, totals: { ...bill.totals, taxName: 'GST' } } };
  },
};
`;
    const wrong = "defectNamed('tax-before-adjustments')";
    const directory = directoryOf({
      'catalog.yaml': printCatalog(elevenPercent),
      'default.js': `${adapter('')}export default mine;`,
      'only.js': `${adapter('')}export { mine };`,
      'wrong.js': `${adapter(wrong)}export { mine as target };`,
    });
    const write = async (name: string, settings: Partial<ReplaySettings>, written: Written = {}) => {
      const file = join(directory, `${name}.test.js`);
      writeFileSync(file, await textFor(file, { cells: [cell], ...written, settings }));
    };
    const catalog = join(directory, 'catalog.yaml');
    await write('mock-with-catalog', { target: 'mock', catalog }, { policy: elevenPercent });
    await write('twice-wrong-mock', { target: 'mock', defects: ['tax-before-adjustments', 'tax-rounded-up'] });
    const wrongs = ['tax-before-adjustments', 'tax-rounded-up'];
    await write('twice-wrong-by-catalog', { target: 'mock', catalog, defects: wrongs }, { policy: elevenPercent });
    const target = { ...engineTarget(), omits: ['taxName', 'lineItems.quantity'] };
    for (const name of ['default', 'only', 'wrong']) {
      await write(`${name}-adapter`, { target: join(directory, `${name}.js`) }, { target });
    }
    const results = await runTests(directory);
    expect(
      results
        .filter(({ status }) => status === 'failed')
        .map(({ file }) => file)
        .sort(),
    ).toEqual(['twice-wrong-by-catalog.test.js', 'twice-wrong-mock.test.js', 'wrong-adapter.test.js']);
    expect(results).toHaveLength(6);
  });
});

test('a written test says what was seen, which rule it is about, and how to see it again', async () => {
  const text = await textAgainst('tax-before-adjustments', rich);
  expect(text).toContain(`// Bills that engine makes wrong, each as plain as it gets. Written by billing-matrix.

import { BillingClient } from '@billing-testkit/sdk';
import { expect, onTestFinished, test } from 'vitest';

const baseUrl = process.env.BILLING_TARGET ?? 'http://localhost:1';

// Seen in all-steps: member=kr, month=2025-03, steps=rich.
// The first step whose figures differ is tax. Tax is on the subtotal, before adjustments and credits. (tax-before-adjustments, billing rules §7)
// To run it in the matrix: npx billing-matrix run all-steps --target http://localhost:1 --filter member=kr,month=2025-03,steps=rich
test('Tax is on the charge after adjustments and credits. steps=rich', async () => {
`);
  // 100.75 and 49.75 hours at ₩397, 190 GB at ₩12.5, 10 % off p-b, ₩5 000 more, ₩5 000 of credits; 10 % tax.
  expect(text).toContain('    charge: 59911,\n');
  expect(text).toContain('    vat: 5991,\n');
});

test('nothing is written when no cell was shrunk', async () => {
  expect(await textFor('a.test.ts', { cells: [] })).toBe('');
});

test('a password is not written down', async () => {
  const text = await textFor('a.test.ts', { cells: [plain], settings: { target: 'https://me:hush@example.com' } });
  expect(text).toContain("const baseUrl = process.env.BILLING_TARGET ?? '';");
  expect(text).not.toContain('hush');
});
