import { type Policy, standardPolicy } from '@billing-testkit/engine';
import type { Via } from '../cases/reference.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { explainRuns } from '../diagnosis/explain-runs.ts';
import type { ObservedRun } from '../diagnosis/observed-runs.ts';
import { matrices as builtIn } from '../matrices/built-in/matrices.ts';
import type { Matrix } from '../matrices/matrix.ts';
import { FigureSearch } from '../runs/figure-search.ts';
import type { CellResult, MatrixRun, UnexercisedFigure } from '../runs/results.ts';
import { DEFAULT_CONCURRENCY } from '../runs/run-cells.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { Target } from '../targets/target.ts';
import { CatalogFit, type FitProgress, type FitSettings } from './catalog-fit.ts';
import { JudgedAnswer } from './judged-answer.ts';
import type { ShownFinding } from './needed-findings.ts';

/** The number of cases that a target is asked for at most: some four times as many as the matrices of the standard catalog have. */
const MOST = 8000;

export interface FitOptions {
  readonly target: Target;
  /** The catalog that the fit begins with; the standard one when absent. */
  readonly policy?: Policy | undefined;
  readonly via?: Via | undefined;
  /** The matrices by which the target has to bill; the built-in ones when absent. */
  readonly matrices?: readonly Matrix[] | undefined;
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** A catalog that a target bills by, as far as it was found. */
export interface FittedCatalog {
  /** The name of the target. */
  readonly target: string;
  /** The catalog that the fit began with, and the one that was found. */
  readonly base: Policy;
  readonly policy: Policy;
  /** The differences between the two, in the order of the catalog. */
  readonly findings: readonly ShownFinding[];
  /** The matrices by the catalog that was found: every pair of their values. */
  readonly runs: readonly MatrixRun[];
  /** The diagnosis of the bills that the catalog does not make; absent when it makes all. */
  readonly left?: Diagnosis;
  /** Figures that no bill exercises, so that the target may have others. */
  readonly notExercised: readonly UnexercisedFigure[];
  /** The number of cases that the target was asked for. */
  readonly asked: number;
  readonly durationMs: number;
}

/**
 * Finds the catalog that a target bills by: the choices of rules and the figures with which it makes all bills of the matrices. Throws a
 * `TargetProblem` when the target fails, makes two bills of one case, or bills by no catalog at all, and the signal's reason when it aborts.
 */
export async function fitCatalog(options: FitOptions): Promise<FittedCatalog> {
  const began = performance.now();
  const startedAt = new Date().toISOString();
  const { target, policy: base = standardPolicy, via = 'account', matrices = builtIn } = options;
  const signal = options.signal ?? new AbortController().signal;
  const settings: FitSettings = {
    ...{ target, base, via, matrices, signal, most: MOST },
    members: base.members.map(({ member }) => member),
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    onProgress: options.onProgress ?? (() => undefined),
  };
  const fit = new CatalogFit(settings);
  await fit.finish();
  const { policy } = fit.hypothesis;
  const findings = await fit.findings();
  const observed = matrices.map((matrix) => observedRun(fit, matrix, { target, via, startedAt }));
  const differs = observed.some(({ run }) => run.results.some(({ verdict }) => verdict === 'differs'));
  const left = differs ? await explainRuns(observed, { signal }) : undefined;
  const notExercised = await figuresNotExercised(fit, policy, settings);
  signal.throwIfAborted();
  return {
    ...{ target: target.name, base, policy, findings, notExercised },
    runs: observed.map(({ run }) => run),
    ...(left && { left }),
    asked: fit.asked.count,
    durationMs: performance.now() - began,
  };
}

interface RunFacts {
  readonly target: Target;
  readonly via: Via;
  readonly startedAt: string;
}

/** A matrix by the catalog that was found, with the answers of the target that are known. */
function observedRun(fit: CatalogFit, planned: Matrix, { target, via, startedAt }: RunFacts): ObservedRun {
  const { matrix, placed } = fit.planned(planned);
  const { policy } = fit.hypothesis;
  const omits = target.omits ?? [];
  const judging = { reference: fit.reference, omits };
  const judged = placed.map(([cell, one]) => {
    const answer = one && fit.asked.find(one);
    return { cell, answer: answer && new JudgedAnswer({ ...answer, cell }, { policy, defects: [] }, judging) };
  });
  const outcomes = new Map(judged.flatMap(({ cell, answer }) => (answer ? [[cell, answer.outcomes] as const] : [])));
  const results = judged.map(
    ({ cell, answer }): CellResult => answer?.result ?? { verdict: 'skipped', cell, message: NOT_ASKED },
  );
  const run: MatrixRun = {
    ...{ matrix: matrix.name, dimensions: matrix.dimensions, target: target.name, via, startedAt, results },
    ...(omits.length > 0 && { omits }),
    ...(target.supports && { supports: target.supports }),
    selection: { coverage: 'pairwise', seed: 1, cells: results.length },
    ending: 'complete',
    durationMs: 0,
  };
  return {
    run,
    omits,
    outcomesOf(cell) {
      const known = outcomes.get(cell);
      if (!known) throw new RangeError('The cell was not compared.');
      return known;
    },
  };
}

const NOT_ASKED = 'The target can not be asked for the case.';

async function figuresNotExercised(
  fit: CatalogFit,
  policy: Policy,
  { via, signal, target }: FitSettings,
): Promise<readonly UnexercisedFigure[]> {
  const search = new FigureSearch({ policy, via, omits: target.omits });
  for await (const { billingCase } of withPauses(fit.asked.all, signal)) {
    if (search.isOver) break;
    search.lookAt(billingCase);
  }
  return search.left;
}
