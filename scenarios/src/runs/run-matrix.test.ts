import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { startMockServer } from '@billing-testkit/mock-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { wrongTarget } from '../../test/little-run.ts';
import { capabilities, needsOf } from '../cases/capabilities.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { smoke } from '../matrices/built-in/smoke.ts';
import { defineMatrix } from '../matrices/define-matrix.ts';
import { MatrixProblem } from '../matrices/matrix.ts';
import { readJson } from '../reports/json/read-json.ts';
import { reportText, writeReports } from '../reports/write-reports.ts';
import { type Target, TargetProblem } from '../targets/target.ts';
import { runMatrix } from './run-matrix.ts';

/** Counts how often a target is asked and closed. */
function counted(target: Target) {
  const counts = { billed: 0, closed: 0 };
  const counting: Target = {
    ...target,
    bill(...asked) {
      counts.billed += 1;
      return target.bill(...asked);
    },
    async close() {
      counts.closed += 1;
    },
  };
  return { target: counting, counts };
}

describe('a target that supports only some things', () => {
  const supports = ['usage', 'gauges', 'cumulative', 'credits'] as const;

  test('is asked for no case that needs more, and the run tells what each lacks', async () => {
    const asked: string[] = [];
    const engine = wrongTarget();
    const target: Target = {
      ...engine,
      supports,
      bill: async (billingCase, context) => {
        asked.push(...needsOf(billingCase));
        return engine.bill(billingCase, context);
      },
    };
    const filter = 'member=kr,usage=meters,adjustments=none,adjustments=group,credits=FREE';
    const run = await runMatrix(littleMatrix, { target, filter });
    expect(run.supports).toEqual(supports);
    expect(run.conclusion).toBe('mostly skipped');
    const lackText = (lacks: string) => `The case needs ${lacks}, which the target does not support.`;
    expect(run.results).toMatchObject([
      { verdict: 'agrees', cell: { adjustments: 'none', unpaid: 'none' } },
      { verdict: 'skipped', lacks: ['earlierMonths'], message: lackText('earlier months') },
      { verdict: 'skipped', lacks: ['adjustments'], message: lackText('adjustments') },
      {
        verdict: 'skipped',
        lacks: ['adjustments', 'earlierMonths'],
        message: lackText('adjustments and earlier months'),
      },
    ]);
    expect(asked).toEqual(['usage', 'cumulative', 'credits']);
  });

  test.each([
    [[...supports], 'mostly skipped'],
    [[], 'all skipped'],
    [[...capabilities], 'agrees'],
    [undefined, 'agrees'],
  ])('is concluded by how much could be compared: of %j the run is %s', async (list, conclusion) => {
    const run = await runMatrix(littleMatrix, { target: { ...wrongTarget(), supports: list }, members: ['kr'] });
    expect(run.conclusion).toBe(conclusion);
  });

  test('and a wrong bill, or a cell without a bill, weighs more than cells that are skipped', async () => {
    const wrong = await runMatrix(littleMatrix, {
      target: { ...wrongTarget('gauge-summed'), supports },
      members: ['kr'],
    });
    expect(wrong.conclusion).toBe('differs');
    const failing: Target = { name: 'failing', supports, bill: () => Promise.reject(new Error('No line.')) };
    expect((await runMatrix(littleMatrix, { target: failing, members: ['kr'] })).conclusion).toBe('trouble');
  });

  test('is diagnosed by the cases that it supports', async () => {
    const target = { ...wrongTarget('gauge-summed'), supports };
    const { explanations, reproductions } = await diagnose(await runMatrix(littleMatrix, { target, members: ['kr'] }));
    expect(explanations.map(({ defects }) => defects)).toEqual([['gauge-summed']]);
    expect(reproductions).toMatchObject([{ stage: 'aggregate', shrunk: { usage: 'disks' } }]);
  });

  test('can’t support what there is not', async () => {
    const supported: unknown = ['usage', 'payment'];
    const target: Target = Object.assign(wrongTarget(), { supports: supported });
    await expect(runMatrix(littleMatrix, { target, members: ['kr'] })).rejects.toThrow(
      new TargetProblem(
        'engine supports payment, but there is only usage, gauges, cumulative, contracts, contractPrices, adjustments, credits, payments, earlierMonths, recalculation. Did you mean payments?',
      ),
    );
  });
});

describe('a matrix is run in one call', () => {
  test('against a URL, and its diagnosis asks the same system again', { timeout: 30_000 }, async () => {
    const server = await startMockServer({ port: 0, rateLimit: 0, defect: 'tax-before-credits' });
    onTestFinished(() => server.close());
    const run = await runMatrix(smoke, { target: server.url, members: ['kr'] });
    expect(run).toMatchObject({ matrix: 'smoke', target: server.url, via: 'account', ending: 'complete' });
    expect(run.selection).toEqual({ coverage: 'full', seed: 1, cells: 22 });
    const { explanations, reproductions } = await diagnose(run);
    expect(explanations.map(({ defects }) => defects)).toEqual([['tax-before-credits']]);
    expect(reproductions).toMatchObject([
      { essential: ['story'], stage: 'tax', command: expect.stringContaining(`run smoke --target ${server.url} `) },
    ]);
  });

  test('against a mock with a defect, over the cells that are chosen', { timeout: 30_000 }, async () => {
    const run = await runMatrix(smoke, {
      target: 'mock',
      defects: ['tax-before-credits'],
      via: 'preview',
      filter: 'member=us,story=usage,story=all-at-once',
    });
    expect(run.target).toBe('mock with tax-before-credits');
    expect(run.results.map(({ cell, verdict }) => [cell.story, verdict])).toEqual([
      ['usage', 'agrees'],
      ['all-at-once', 'differs'],
    ]);
  });

  test('by a policy, whose own mistakes the diagnosis names', { timeout: 30_000 }, async () => {
    const policy: Policy = { ...standardPolicy, rules: { taxOn: 'BEFORE_CREDITS' } };
    const run = await runMatrix(smoke, { target: 'mock', policy, defects: ['tax-after-credits'], members: ['kr'] });
    const { explanations } = await diagnose(run);
    const rule = 'Tax is on the charge after adjustments and before credits.';
    expect(explanations).toMatchObject([{ defects: ['tax-after-credits'], broken: [{ section: 7, rule }] }]);
  });

  test('against a target that is passed, which stays open', async () => {
    const { target, counts } = counted(wrongTarget('tax-before-credits'));
    const run = await runMatrix(smoke, { target, members: ['kr'] });
    expect(counts).toEqual({ billed: 22, closed: 0 });
    const diagnosis = await diagnose(run);
    expect(counts.billed).toBeGreaterThan(22);
    expect(counts.closed).toBe(0);
    expect(diagnosis.reproductions[0]?.command).toContain("--target '<module of engine>'");
  });

  test('and a run in which every bill agrees needs no target for its diagnosis', async () => {
    const { target, counts } = counted(wrongTarget());
    const diagnosis = await diagnose(await runMatrix(smoke, { target, members: ['kr'] }));
    expect(counts.billed).toBe(22);
    expect(diagnosis).toMatchObject({ cells: [], explanations: [], reproductions: [], kinds: 0 });
  });

  test.each([
    [
      'a member that the policy does not have',
      { members: ['kt'] },
      'The policy has no kt, only kr, jp, us, eu, etc. Did you mean kr?',
    ],
    ['a value that the matrix does not have', { filter: 'story=usages' }, 'Did you mean usage?'],
    ['a target that is neither a URL nor a module', { target: 'mok' }, 'Did you mean mock?'],
    ['a list of no months', { months: [] }, 'No cell of smoke is left to run: name members and months.'],
    ['headers for a module', { target: './x.ts', headers: { a: 'b' } }, '--header is for URLs'],
  ])('%s is refused before anything is run', async (_, options, message) => {
    await expect(runMatrix(smoke, { target: 'mock', ...options })).rejects.toThrow(message);
  });

  test('a member for which the matrix has no value ends the run, and is no failure of the target', async () => {
    const closed = defineMatrix({
      name: 'closed',
      dimensions: { member: { kr: 1, jp: 2 } },
      build: () => ({ member: 'kr', month: '2025-03' }),
    });
    await expect(runMatrix(closed, { target: wrongTarget(), members: ['us'] })).rejects.toThrow(
      new MatrixProblem(
        'The matrix closed can’t build the case of member=us: RangeError: member has no value us: choose one of kr, jp.',
      ),
    );
  });

  test('a target that can’t be used is refused, and closed when it was named', async () => {
    const target: Target = { ...wrongTarget(), check: () => Promise.reject(new Error('It is down.')) };
    await expect(runMatrix(smoke, { target })).rejects.toThrow('It is down.');
    await expect(runMatrix(smoke, { target: 'http://127.0.0.1:9' })).rejects.toThrow('cannot be reached');
  });
});

test('a run and its diagnosis are written as every report that is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-reports-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const run = await runMatrix(smoke, { target: wrongTarget('tax-before-credits'), members: ['kr'] });
  const diagnosis = await diagnose(run);
  const files = ['json', 'junit', 'html', 'githubSummary'] as const;
  const [json, junit, html, githubSummary] = files.map((name) => join(folder, name));
  writeReports(run, diagnosis, { json, junit, html, githubSummary });
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of [...texts, reportText(run, diagnosis)]) expect(text).toContain('tax-before-credits');
  const { setup, conclusion, ...record } = run;
  expect(conclusion).toBe('differs');
  const { reproductions, ...rest } = diagnosis;
  expect(setup.matrix).toBe(smoke);
  expect(readJson(texts[0] ?? '', 'json')).toEqual({ version: 1, run: record, diagnosis: rest, reproductions });
});
