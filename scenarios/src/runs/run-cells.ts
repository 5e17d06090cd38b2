import { randomUUID } from 'node:crypto';
import { capabilities } from '../cases/capabilities.ts';
import type { Via } from '../cases/reference.ts';
import type { Cell, Dimension } from '../matrices/matrix.ts';
import { type CaseContext, checkDeclarations, TargetProblem } from '../targets/target.ts';
import { KeptEvidence } from './kept-evidence.ts';
import {
  type CellResult,
  doneIn,
  type Ending,
  type MatrixRun,
  type Progress,
  type Selection,
  type Verdict,
} from './results.ts';
import { type Comparison, type ResultWithEvidence, runCell } from './run-cell.ts';
import { spreadEvenly } from './spread-evenly.ts';

/** The number of cells that run at a time by default. More of them make neither our mock nor its client any quicker. */
export const DEFAULT_CONCURRENCY = 16;

/**
 * The run gives up when cell after cell fails: at least this many, and at least as many as run at a time, because all of these fail
 * when the target is only restarted.
 */
const GIVE_UP_AFTER = 10;

/**
 * Runs one cell. Throws a `MatrixProblem` when the cell has no case, and a `TargetProblem` when no cell can be run any more.
 */
export type RunCell = (cell: Cell, context: CaseContext) => Promise<ResultWithEvidence>;

/** The options with which cells are run. */
export interface RunningOptions {
  /** The number of cells that run at a time; 16 when absent. */
  readonly concurrency?: number | undefined;
  /** Ends the run after this many differing cells. Cells that are running are finished. */
  readonly bail?: number | undefined;
  /** Interrupts the run: no further cell starts, and the cells that are running are aborted and have no result. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every cell. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The cells that are run, and the facts that the run tells about them. */
export interface CellsToRun extends RunningOptions {
  /** The dimensions that the cells span; those of the matrix when absent. */
  readonly dimensions?: readonly Dimension[];
  /** Cells of the matrix, in its order. */
  readonly cells: readonly Cell[];
  /** The choice of the cells. */
  readonly selection: Selection;
  /** The way in which the target and the reference are asked. */
  readonly via: Via;
  /** The digest of the catalog that the reference bills by; absent for the built-in one. */
  readonly catalog?: string | undefined;
  /** Runs each cell; in this thread when absent. */
  readonly runCell?: RunCell | undefined;
}

/**
 * Compares a target with the reference over cells of a matrix. A cell that fails is a result. Throws a `RangeError` for a wrong
 * concurrency, a `TargetProblem` for a target that omits figures or supports capabilities that there are not, and a `MatrixProblem` for a cell without a case.
 */
export async function runCells(comparison: Comparison, options: CellsToRun): Promise<MatrixRun> {
  const { matrix, target } = comparison;
  const { dimensions = matrix.dimensions, selection, via, catalog } = options;
  const { omits = [], supports } = target;
  checkDeclarations(target);
  const run = new RunInProgress(comparison, options);
  const ending = await run.finish();
  return {
    matrix: matrix.name,
    dimensions,
    target: target.name,
    via,
    ...(catalog !== undefined && { catalog }),
    ...(omits.length > 0 && { omits: [...new Set(omits)].sort() }),
    ...(supports && { supports: capabilities.filter((capability) => supports.includes(capability)) }),
    selection,
    startedAt: run.startedAt,
    ending,
    durationMs: run.elapsedMs,
    results: run.results,
  };
}

class RunInProgress {
  readonly startedAt = new Date().toISOString();
  /** Undefined as long as cells may still start. */
  #ending: Ending | undefined;
  readonly #runCell: RunCell;
  readonly #options: CellsToRun;
  readonly #concurrency: number;
  /** The beginning of the names of accounts. No other run has it, on whatever machine. */
  readonly #id = `matrix-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  readonly #began = performance.now();
  readonly #neverAborted = new AbortController().signal;
  /** The cells that have not begun, each by its place in the order in which they begin, with its place in the matrix. */
  readonly #waiting: Iterator<readonly [place: number, [index: number, cell: Cell]]>;
  /** The results by the place of the cell, with gaps for the cells that have none. */
  readonly #results: CellResult[] = [];
  readonly #evidence = new KeptEvidence();
  readonly #counts: Record<Verdict, number> = { agrees: 0, differs: 0, failed: 0, skipped: 0 };
  #failedInARow = 0;

  constructor(comparison: Comparison, options: CellsToRun) {
    const { concurrency = DEFAULT_CONCURRENCY } = options;
    if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
      throw new RangeError(`concurrency must be a whole number above 0, not ${concurrency}`);
    }
    this.#runCell = options.runCell ?? ((cell, context) => runCell(comparison, cell, context));
    this.#options = options;
    this.#concurrency = concurrency;
    this.#waiting = spreadEvenly([...options.cells.entries()]).entries();
  }

  get elapsedMs(): number {
    return performance.now() - this.#began;
  }

  /** The results in the order of the matrix. */
  get results(): CellResult[] {
    // A filter leaves the gaps out.
    return this.#evidence.withEvidence(this.#results.filter(() => true));
  }

  /** Runs the cells until there are no more or the run ends early, and returns how it ended. */
  async finish(): Promise<Ending> {
    const ends = await Promise.allSettled(Array.from({ length: this.#concurrency }, () => this.#runWaiting()));
    const problem = ends.find((end) => end.status === 'rejected');
    if (problem) throw problem.reason;
    return this.#ending ?? 'complete';
  }

  /** Runs one waiting cell after the other. */
  async #runWaiting(): Promise<void> {
    const { signal = this.#neverAborted } = this.#options;
    for (let next = this.#next(); next; next = this.#next()) {
      const [place, [index, cell]] = next;
      const result = await this.#resultOf(cell, { uuid: `${this.#id}-${index}`, signal });
      if (signal.aborted && result.verdict === 'failed') {
        this.#ending = 'interrupted';
      } else {
        this.#results[index] = this.#evidence.keep(result, place);
        this.#count(result.verdict);
      }
    }
  }

  /**
   * The result of a cell. When no cell can be run any more, this one has failed, and no other cell starts. When the cell has no case,
   * the run ends with the error.
   */
  async #resultOf(cell: Cell, context: CaseContext): Promise<ResultWithEvidence> {
    try {
      return await this.#runCell(cell, context);
    } catch (error) {
      this.#ending = 'gave up';
      if (error instanceof TargetProblem) return { verdict: 'failed', cell, message: error.message };
      throw error;
    }
  }

  /** The next cell to run, if any is to be begun at all. */
  #next(): readonly [place: number, [index: number, cell: Cell]] | undefined {
    if (this.#ending) return undefined;
    const next = this.#waiting.next();
    if (next.done) return undefined;
    if (this.#options.signal?.aborted) this.#ending = 'interrupted';
    return this.#ending ? undefined : next.value;
  }

  #count(verdict: Verdict): void {
    this.#counts[verdict] += 1;
    if (verdict === 'failed') this.#failedInARow += 1;
    else if (verdict !== 'skipped') this.#failedInARow = 0;
    const { cells, bail = Number.POSITIVE_INFINITY, onProgress } = this.#options;
    const progress = { total: cells.length, counts: { ...this.#counts }, elapsedMs: this.elapsedMs };
    if (doneIn(progress) < cells.length) {
      if (this.#counts.differs >= bail) this.#ending = 'bailed';
      else if (this.#failedInARow >= Math.max(GIVE_UP_AFTER, this.#concurrency)) this.#ending = 'gave up';
    }
    onProgress?.(progress);
  }
}
