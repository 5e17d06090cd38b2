import { createHash } from 'node:crypto';
import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { referenceFor, type Via } from '../cases/reference.ts';
import { matrices } from '../matrices/built-in/matrices.ts';
import { coverageText } from '../matrices/coverage.ts';
import type { Cell, Dimension, Matrix } from '../matrices/matrix.ts';
import { checkMembers } from '../matrices/members-and-months.ts';
import { type SelectionOptions, selectCells } from '../matrices/select-cells.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { type OpenTarget, openTarget } from '../targets/open-target.ts';
import { checkTarget, type Target } from '../targets/target.ts';
import type { TargetOptions } from '../targets/target-options.ts';
import { type ComparedCells, exercisedFigures } from './exercised-figures.ts';
import type { ReplaySettings } from './replay-command.ts';
import type { MatrixRun, Selection } from './results.ts';
import { type RunCell, type RunningOptions, runCells } from './run-cells.ts';
import { concludeRun, type RunConclusion } from './run-conclusion.ts';

const DIGITS = 12;

/** The cells of a matrix that are run, and the figures by which they are billed. Without options all cells are run. */
export interface PlanOptions extends SelectionOptions {
  /** The figures and choices of rules to bill by, like `parseCatalog(text)`; the standard policy when absent. Its members replace those of the matrix unless some are named. */
  readonly policy?: Policy | undefined;
}

/** The cells of a run, and the facts that the run tells about them. */
export interface RunPlan {
  readonly matrix: Matrix;
  readonly policy: Policy;
  /** The first digits of the digest of the policy's catalog, whatever its comments; absent for the standard policy. */
  readonly catalog?: string;
  /** The dimensions with the members, months and values that were chosen. */
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly Cell[];
  readonly selection: Selection;
}

/** Chooses the cells of a run. Throws a `SelectionError` or `UsageError` when there are no such cells. */
export function planRun(planned: Matrix, options: PlanOptions = {}): RunPlan {
  const { policy = standardPolicy, filter, coverage = 'full', seed = 1, shard } = options;
  const matrix = planned.forPolicy(policy);
  const { dimensions, cells } = selectCells(matrix, { ...options, members: membersOf(matrix, options) });
  if (cells.length === 0) throw new UsageError(`No cell of ${matrix.name} is left to run: name members and months.`);
  return {
    matrix,
    policy,
    ...catalogOf(policy),
    dimensions,
    cells,
    selection: {
      coverage: coverageText(coverage),
      seed,
      cells: cells.length,
      ...(filter !== undefined && { filter }),
      ...(shard && { shard }),
    },
  };
}

/** The members that were named, else those of a policy that was named, else those of the matrix. */
function membersOf({ dimensions }: Matrix, { members, policy }: PlanOptions): readonly string[] | undefined {
  const known = (policy ?? standardPolicy).members.map(({ member }) => member);
  if (members) return checkMembers(members, known);
  const isOpen = dimensions.some(({ name }) => name === 'member');
  return policy && isOpen ? known : undefined;
}

function catalogOf(policy: Policy): { readonly catalog?: string } {
  if (policy === standardPolicy) return {};
  const text = printCatalog(policy);
  if (text === printCatalog(standardPolicy)) return {};
  return { catalog: createHash('sha256').update(text).digest('hex').slice(0, DIGITS) };
}

/** The target that is compared with the engine, and the cells for which it is. Only `target` has no default. */
export interface RunOptions extends PlanOptions, TargetOptions, RunningOptions {
  /** `mock`, the URL of a system that speaks the billing API, the path of a module that exports a target, or a target itself. */
  readonly target: string | Target;
}

/** A run with its conclusion, and with the settings and functions that run cells of it again. */
export interface RepeatableRun extends MatrixRun {
  readonly conclusion: RunConclusion;
  readonly setup: RunSetup;
}

export interface RunSetup {
  readonly matrix: Matrix;
  readonly policy: Policy;
  /** The options of a command line that asks for the same run. */
  readonly settings: ReplaySettings;
  /** Opens the target again. */
  readonly openTarget: () => Promise<OpenTarget>;
}

/**
 * Runs a matrix against a target and compares each bill with the engine's. A target that is named is opened for the run and closed
 * after it; a target that is passed stays open. A failure of a cell is a result of the run. Throws a `SelectionError` or
 * `UsageError` for options that don't fit, a `RangeError` for a wrong concurrency, a `TypeError` for a policy from which no dimensions
 * follow, a `TargetProblem` when the target can't be used at all, and a `MatrixProblem` for a cell that has no case.
 */
export async function runMatrix(matrix: Matrix, options: RunOptions): Promise<RepeatableRun> {
  const plan = planRun(matrix, options);
  const reopen = () => opened(options, plan.policy);
  const { target, close } = await reopen();
  try {
    const run = await runPlanned(plan, target, { ...options, settings: settingsOf(matrix, options) });
    return { ...run, setup: { ...run.setup, openTarget: reopen } };
  } finally {
    await close();
  }
}

export interface PlannedRunOptions extends RunningOptions {
  readonly via?: Via | undefined;
  readonly settings: ReplaySettings;
  /** Runs each cell; in this thread when absent. */
  readonly runCell?: RunCell | undefined;
}

/** Runs the cells of a plan against a target that is open, and leaves it open. Throws the errors of `runMatrix`. */
export async function runPlanned(plan: RunPlan, target: Target, options: PlannedRunOptions): Promise<RepeatableRun> {
  const { matrix, policy, ...planned } = plan;
  const { via = 'account', settings, runCell, concurrency, bail, signal, onProgress } = options;
  const running = { runCell, concurrency, bail, signal, onProgress };
  await checkTarget(target, signal);
  const run = await runCells({ matrix, target, reference: referenceFor(via, policy) }, { ...planned, ...running, via });
  const stayOpen = async () => ({ target, close: async () => undefined });
  const catalogFigures = await figuresOfRun(run, { matrix, policy, via }, signal);
  const setup = { matrix, policy, settings, openTarget: stayOpen };
  return { ...run, ...catalogFigures, conclusion: concludeRun(run), setup };
}

/** The figures of the catalog that the compared cells of a run exercise; nothing when none was compared or the run is to stop. */
async function figuresOfRun(
  { results, omits }: MatrixRun,
  billed: Pick<ComparedCells, 'matrix' | 'policy' | 'via'>,
  signal: AbortSignal | undefined,
): Promise<Pick<MatrixRun, 'catalogFigures'>> {
  const cells = results.flatMap(({ verdict, cell }) => (verdict === 'agrees' || verdict === 'differs' ? [cell] : []));
  if (cells.length === 0 || signal?.aborted) return {};
  return { catalogFigures: await exercisedFigures({ ...billed, cells, omits }, signal) };
}

async function opened({ target, ...options }: RunOptions, policy: Policy): Promise<OpenTarget> {
  if (typeof target === 'string') return openTarget(target, options, policy);
  return { target, close: async () => undefined };
}

/** A matrix or target that was passed as an object has no name on the command line: a placeholder tells what to write there. */
function settingsOf(matrix: Matrix, { target, via = 'account', defects, headers }: RunOptions): ReplaySettings {
  return {
    matrix: matrices.includes(matrix) ? matrix.name : `<module of ${matrix.name}>`,
    target: typeof target === 'string' ? target : `<module of ${target.name}>`,
    ...{ via, defects, headers },
  };
}
