import { choices, chosenIn, type Policy } from '@billing-testkit/engine';
import { startMockServer } from '@billing-testkit/mock-server';
import { CaseProblem } from '../src/cases/billing-case.ts';
import type { Cell, Matrix } from '../src/matrices/matrix.ts';
import { type KillRow, killTable, survivorsOf } from '../src/mutation/kill-table.ts';
import { type MatrixSample, matrixSample } from '../src/mutation/matrix-sample.ts';
import { FigureSearch, type NoticedMutant } from '../src/runs/figure-search.ts';
import { runCell, unbillableReason } from '../src/runs/run-cell.ts';
import { spreadEvenly } from '../src/runs/spread-evenly.ts';
import { ApiTarget } from '../src/targets/api-target.ts';

/** A number of things that were found, of all there are. */
export interface Found {
  readonly found: number;
  readonly of: number;
}

/** The results of matrices that test a target which bills by a catalog. */
export interface CatalogCheck {
  readonly cells: number;
  readonly figures: Found;
  readonly mutants: Found;
  /** The mistakes without those that no bill by the catalog shows. */
  readonly mistakes: Found;
  readonly hidden: number;
  readonly choices: Found;
  /** The mutants that were billed by a mock server. */
  readonly served: Found;
  /** The things that were not found, in a clause each. */
  readonly misses: readonly string[];
}

interface CheckedMatrices {
  readonly matrices: readonly Matrix[];
  /** The number of mutants that are billed by a mock server, too. */
  readonly served: number;
}

/** Tries every mutant of every figure of a catalog, and every mistake, on matrices for it. */
export async function checkCatalog(policy: Policy, { matrices, served }: CheckedMatrices): Promise<CatalogCheck> {
  const samples = matrices.map((matrix) => billable(matrixSample(matrix, { policy, coverage: 'pairwise' })));
  const search = new FigureSearch({ policy, via: 'account' });
  const noticed = noticedIn(samples, search);
  const { rows } = await killTable(samples.map(({ sample }) => sample));
  const survivors = survivorsOf({ rows });
  const hidden = rows.filter(({ hidden: reason }) => reason !== undefined).length;
  const missed = await missedByServers(spreadEvenly(noticed).slice(0, served));
  return {
    cells: samples.reduce((sum, { sample }) => sum + sample.cells.length, 0),
    figures: { found: search.figureCount - search.left.length, of: search.figureCount },
    mutants: { found: noticed.length, of: search.mutantCount },
    mistakes: { found: rows.length - hidden - survivors.length, of: rows.length - hidden },
    hidden,
    choices: exercisedChoices(policy, rows),
    served: { found: Math.min(served, noticed.length) - missed.length, of: Math.min(served, noticed.length) },
    misses: [
      ...samples.flatMap(({ refusals }) => refusals),
      ...search.left.map(({ name, value, unnoticed }) => `${name}: ${value} could be ${unnoticed.join(' or ')}`),
      ...survivors.map(({ defect }) => `nothing kills ${defect.name}`),
      ...missed.map((name) => `a mock server with ${name} agrees`),
    ],
  };
}

interface BillableSample {
  readonly sample: MatrixSample;
  readonly refusals: readonly string[];
}

/** The cells of a sample that can be billed, and the reason why the first of the others can't. */
function billable(sample: MatrixSample): BillableSample {
  const reasons = new Map(sample.cells.map((cell) => [cell, reasonAgainst(cell, sample)]));
  const refused = [...reasons.values()].filter((reason) => reason !== undefined && reason !== NO_CASE);
  return {
    sample: { ...sample, cells: sample.cells.filter((cell) => reasons.get(cell) === undefined) },
    refusals: refused
      .slice(0, 1)
      .map((reason) => `${refused.length} cells of ${sample.matrix.name} can't be billed: ${reason}`),
  };
}

/** Some cells stand for no case of a catalog, which is no miss. */
const NO_CASE = 'no case';

function reasonAgainst(cell: Cell, { matrix, reference }: MatrixSample): string | undefined {
  try {
    const billingCase = matrix.caseOf(cell);
    return unbillableReason(billingCase, reference(billingCase));
  } catch (error) {
    if (error instanceof CaseProblem) return NO_CASE;
    throw error;
  }
}

/** A mutant with the first cell that notices it. */
interface NoticedInCell extends NoticedMutant {
  readonly sample: MatrixSample;
  readonly cell: Cell;
}

function noticedIn(samples: readonly BillableSample[], search: FigureSearch): NoticedInCell[] {
  return samples.flatMap(({ sample }) =>
    sample.cells.flatMap((cell) => {
      const billingCase = sample.matrix.caseOf(cell);
      return search.isOver ? [] : search.lookAt(billingCase).map((found) => ({ ...found, sample, cell }));
    }),
  );
}

/** The choices each of whose alternatives makes another bill, if any bill shows it. */
function exercisedChoices(policy: Policy, rows: readonly KillRow[]): Found {
  const survivors = new Set(survivorsOf({ rows }).map(({ defect }) => defect.name));
  const found = choices.filter((choice) => {
    const chosen = chosenIn(policy, choice);
    return choice.alternatives.every((other) => other === chosen || !survivors.has(other.defect));
  });
  return { found: found.length, of: choices.length };
}

/** The mutants whose bills by a mock server agree with the policy's, though the engine's do not. */
async function missedByServers(noticed: readonly NoticedInCell[]): Promise<string[]> {
  const missed: string[] = [];
  for (const one of noticed) {
    if ((await verdictOf(one)) !== 'differs') missed.push(`${one.figure.name} ${one.mutant.value}`);
  }
  return missed;
}

/** Copies of figures on a bill, which differ in any case. */
const copies = ['lineItems.pricing', 'taxRate', 'period.timeZone'];

/** The verdict of the cell for a mock server that bills by the mutant. */
async function verdictOf({ mutant, sample, cell }: NoticedInCell): Promise<string> {
  const server = await startMockServer({ port: 0, rateLimit: 0, policy: mutant.policy() });
  try {
    const api = new ApiTarget({ url: server.url });
    const { matrix, reference } = sample;
    const target = { name: 'mutant', omits: copies, bill: api.bill.bind(api) };
    const { verdict } = await runCell({ matrix, target, reference }, cell, {
      uuid: 'mutant',
      signal: new AbortController().signal,
    });
    return verdict;
  } finally {
    await server.close();
  }
}
