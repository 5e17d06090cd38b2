import { randomUUID } from 'node:crypto';
import type { Outcome } from '../cases/bill.ts';
import { CaseProblem } from '../cases/billing-case.ts';
import { needsOf } from '../cases/capabilities.ts';
import type { Reference } from '../cases/reference.ts';
import { type Cell, cellText, type Matrix } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import { unbillableReason } from '../runs/run-cell.ts';
import { reasonOf, type Target, TargetProblem } from '../targets/target.ts';
import type { Answer, PlacedCase } from './judged-answer.ts';

/** An outcome with which all figures of another one are compared. */
const NO_FIGURES: Outcome = {
  refusals: [],
  bill: { totals: {}, lineItems: [], appliedAdjustments: [], appliedCredits: [] },
};

export interface AskingOptions {
  readonly target: Target;
  /** The number of cases that run at a time. */
  readonly concurrency: number;
  /** The number of cases that may be asked in all. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly onAsked?: ((count: number) => void) | undefined;
}

/**
 * The cases that a target was asked for. Equal cases are asked once, whatever their matrices. A target that fails twice at a case, or
 * that is asked for too many, is a `TargetProblem`.
 */
export class AskedCases {
  /** The number of cases that were asked, those that were asked again included. */
  count = 0;
  readonly #options: AskingOptions;
  /** The answers; `undefined` to cases that the target says it can't be asked for. */
  readonly #known = new Map<string, Answer | undefined>();

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  get all(): Answer[] {
    return [...this.#known.values()].filter((answer) => answer !== undefined);
  }

  /** The case of a cell; undefined for one that there is not, that the target does not support or that can't be billed. */
  caseOf(matrix: Matrix, cell: Cell, reference: Reference): PlacedCase | undefined {
    const { supports } = this.#options.target;
    try {
      const billingCase = matrix.caseOf(cell);
      if (supports && needsOf(billingCase).some((need) => !supports.includes(need))) return undefined;
      if (unbillableReason(billingCase, reference(billingCase)) !== undefined) return undefined;
      return { matrix: matrix.name, cell, billingCase };
    } catch (error) {
      if (error instanceof CaseProblem) return undefined;
      throw error;
    }
  }

  /** The answer to a case that was asked; undefined when there is none. */
  find(placed: PlacedCase): Answer | undefined {
    return this.#known.get(keyOf(placed));
  }

  /** Whether a case was asked, or the target said that it can't be. */
  isKnown(placed: PlacedCase): boolean {
    return this.#known.has(keyOf(placed));
  }

  /** The answers to cases, in their order. Those that are known are not asked again. */
  async answersTo(cases: readonly PlacedCase[]): Promise<Answer[]> {
    const waiting = new Map(cases.filter((placed) => !this.isKnown(placed)).map((placed) => [keyOf(placed), placed]));
    const open = waiting.entries();
    let isOver = false;
    const work = async () => {
      for (let next = open.next(); !(next.done || isOver); next = open.next()) {
        const [key, placed] = next.value;
        const actual = await this.#outcomeOf(placed);
        this.#known.set(key, actual && { ...placed, actual });
      }
    };
    const ending = async () => {
      try {
        await work();
      } finally {
        isOver = true;
      }
    };
    // The first one that fails is told once all have ended, so that none goes on by itself.
    const workers = await Promise.allSettled(Array.from({ length: this.#options.concurrency }, ending));
    const failed = workers.find((worker) => worker.status === 'rejected');
    if (failed) throw failed.reason;
    return cases.flatMap((placed) => this.#known.get(keyOf(placed)) ?? []);
  }

  /** Asks for a case again. Throws a `TargetProblem` when the answer is another one. */
  async confirm(answer: Answer): Promise<void> {
    const { target } = this.#options;
    const again = await this.#outcomeOf(answer);
    const [difference] = again ? compareOutcomes(answer.actual, again, target.omits) : [];
    if (!difference) return;
    const { path, expected: first, actual: second } = difference;
    throw new TargetProblem(
      `${target.name} makes two bills of one case: ${path} is ${JSON.stringify(first ?? null)} and then ${JSON.stringify(second ?? null)} (${placeOf(answer)}).`,
    );
  }

  async #outcomeOf(placed: PlacedCase): Promise<Outcome | undefined> {
    try {
      return await this.#tried(placed).catch((error: unknown) => {
        const isFinal = [CaseProblem, TargetProblem].some((kind) => error instanceof kind);
        if (isFinal || this.#options.signal.aborted) throw error;
        return this.#tried(placed);
      });
    } catch (error) {
      if (error instanceof CaseProblem) return undefined;
      if (error instanceof TargetProblem || this.#options.signal.aborted) throw error;
      const { name } = this.#options.target;
      const message = `${name} fails: ${reasonOf(error)} (${placeOf(placed)}). It was asked twice.`;
      throw new TargetProblem(message, { cause: error });
    }
  }

  async #tried({ billingCase }: PlacedCase): Promise<Outcome> {
    const { target, most, signal, onAsked } = this.#options;
    signal.throwIfAborted();
    if (this.count >= most) throw new TargetProblem(`${most} cases were not enough to find a catalog.`);
    this.count += 1;
    onAsked?.(this.count);
    const outcome = await target.bill(billingCase, { uuid: `fit-${randomUUID()}`, signal });
    // An outcome that can't be compared is no answer.
    compareOutcomes(NO_FIGURES, outcome, target.omits);
    return outcome;
  }
}

function placeOf({ matrix, cell }: PlacedCase): string {
  return `${matrix}: ${cellText(cell)}`;
}

function keyOf({ billingCase }: PlacedCase): string {
  return JSON.stringify(billingCase);
}
