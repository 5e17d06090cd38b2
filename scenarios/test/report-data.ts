import { type Defect, defectNamed, rulesWith, standardPolicy, standardRules } from '@billing-testkit/engine';
import { billByEngine } from '../src/cases/bill-by-engine.ts';
import type { BillingCase } from '../src/cases/billing-case.ts';
import { referenceFor } from '../src/cases/reference.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { defineMatrix } from '../src/matrices/define-matrix.ts';
import { type Cell, cellsOf, type Matrix } from '../src/matrices/matrix.ts';
import { type Report, reportVersion } from '../src/reports/summary/report.ts';
import type { MatrixRun } from '../src/runs/results.ts';
import { runCells } from '../src/runs/run-cells.ts';
import type { Target } from '../src/targets/target.ts';

const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06'];

/** Small, and with something of every step. */
export const sampleMatrix = defineMatrix({
  name: 'sample',
  dimensions: {
    member: ['kr', 'jp', 'us'],
    month: months.slice(1),
    unpaid: { none: 0, current: 50_000 },
    adjustment: { none: undefined, 'group-10%': '10', 'group-12.5%': '12.5' },
    credits: { none: 0, FREE: 20_000 },
  },
  build: ({ member, month, unpaid, adjustment, credits }): BillingCase => ({
    member,
    month,
    earlier:
      unpaid === 0
        ? []
        : [{ month: monthBefore(month), usage: [reading('test.unpaid', monthBefore(month), String(unpaid))] }],
    adjustments: adjustment
      ? [{ name: 'spring', level: 'BILLING_GROUP', type: 'RATE_DISCOUNT', value: adjustment, monthFrom: month }]
      : [],
    credits: credits === 0 ? [] : [{ name: 'welcome', type: 'FREE', amount: credits }],
    usage: [
      reading('compute.c2.c8m8', month, '100.5', 'HOURS', 'web'),
      reading('compute.c2.c8m8', month, '49.75', 'HOURS', 'batch'),
      reading('network.traffic.out', month, '1001', 'GB', 'web'),
    ],
  }),
});

function reading(counterName: string, month: string, volume: string, unit = 'EA', projectId = 'web') {
  return { projectId, counterName, unit, volume, timestamp: `${month}-10T09:00:00Z` };
}

function monthBefore(month: string): string {
  return months[months.indexOf(month) - 1] ?? '2024-12';
}

/** A billing system that is the engine with these defects. */
export function engineWith(...names: string[]): Target {
  const rules = names.length === 0 ? standardRules : rulesWith(names.map(known));
  return { name: names.join('+') || 'engine', bill: async (billingCase) => billByEngine(billingCase, { rules }) };
}

/** A target that makes the same bill of every case. */
export const constantTarget: Target = {
  name: 'constant',
  bill: async () => ({
    refusals: [],
    bill: { totals: { member: 'kr', totalAmount: 1000 }, lineItems: [], appliedAdjustments: [], appliedCredits: [] },
  }),
};

export function known(name: string): Defect {
  const defect = defectNamed(name);
  if (!defect) throw new Error(`The engine knows no defect ${name}.`);
  return defect;
}

/** The rule that a defect breaks. */
function brokenBy(name: string) {
  const { section, rule } = known(name);
  return { section, rule };
}

/** A run of all the cells, or of those given. */
export async function runOf(
  target: Target,
  matrix: Matrix = sampleMatrix,
  cells = cellsOf(matrix.dimensions),
): Promise<MatrixRun> {
  const reference = referenceFor('account', standardPolicy);
  const selection = { coverage: 'full', seed: 1, cells: cells.length };
  const run = await runCells({ matrix, target, reference }, { cells, selection, via: 'account' });
  return { ...run, startedAt: '2025-11-22T09:30:00.000Z', durationMs: 12_345 };
}

export function reportOf(run: MatrixRun, rest: Partial<Report> = {}): Report {
  return { version: reportVersion, run, reproductions: [], ...rest };
}

/** The diagnosis when a defect makes the bills of some of the diagnosed cells, or of all. */
export function diagnosisOf(run: MatrixRun, name: string, explains = Number.POSITIVE_INFINITY): Diagnosis {
  const signatures = new Set<string>();
  const cells = run.results.flatMap((result) => {
    if (result.verdict !== 'differs' || signatures.has(result.signature)) return [];
    signatures.add(result.signature);
    const { cell, signature, first } = result;
    return [{ cell, signature, stage: first.stage, explainedBy: signatures.size <= explains ? [[name]] : [] }];
  });
  const count = Math.min(explains, cells.length);
  return {
    cells,
    explanations: [
      {
        defects: [name],
        sentences: [known(name).sentence],
        broken: [brokenBy(name)],
        explains: count,
        contradictedBy: 0,
      },
    ],
    kinds: signatures.size,
    lookedAt: run.results.length,
  };
}

/** The reproduction of a run's first wrong cell, with `shrunk` as its plainest cell. */
export function reproductionOf(run: MatrixRun, shrunk: Cell) {
  const found = run.results.find((result) => result.verdict === 'differs');
  if (found?.verdict !== 'differs') throw new Error('No bill of the run is wrong.');
  const neutral = new Map(run.dimensions.map(({ name, labels }) => [name, labels[0]]));
  const essential = Object.keys(shrunk).filter((name) => shrunk[name] !== neutral.get(name));
  const filter = Object.entries(shrunk)
    .map(([name, label]) => `${name}=${label}`)
    .join(',');
  return {
    cell: found.cell,
    shrunk,
    essential,
    stage: found.first.stage,
    command: `npx billing-matrix run ${run.matrix} --target ${run.target} --filter '${filter}'`,
  };
}
