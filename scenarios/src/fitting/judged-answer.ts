import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import type { Reference } from '../cases/reference.ts';
import { EngineOutcomes } from '../diagnosis/engine-outcomes.ts';
import type { Mistake } from '../diagnosis/mistakes.ts';
import type { Observation } from '../diagnosis/observation.ts';
import type { Cell } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import type { AgreeingCell, DifferingCell } from '../runs/results.ts';
import { comparedCell } from '../runs/run-cell.ts';
import { type Distance, distanceBetween, firstWrong } from './distance.ts';
import type { Hypothesis } from './hypothesis.ts';

/** A case of a cell that a target can be asked for. */
export interface PlacedCase {
  /** The name of the matrix. */
  readonly matrix: string;
  readonly cell: Cell;
  readonly billingCase: BillingCase;
}

/** A case with the target's outcome. */
export interface Answer extends PlacedCase {
  readonly actual: Outcome;
}

/** The side of the engine: how it is asked, and which figures of bills are not compared. */
export interface Judging {
  readonly reference: Reference;
  readonly omits: readonly string[];
}

/** An answer of the target beside the outcomes of an engine that bills by a hypothesis. */
export class JudgedAnswer implements Observation {
  readonly answer: Answer;
  readonly outcomes: EngineOutcomes;
  readonly omits: readonly string[];
  readonly #hypothesis: Hypothesis;
  #distance: Distance | undefined;
  #result: AgreeingCell | Required<DifferingCell> | undefined;

  constructor(answer: Answer, hypothesis: Hypothesis, { reference, omits }: Judging) {
    this.answer = answer;
    this.omits = omits;
    this.#hypothesis = hypothesis;
    this.outcomes = new EngineOutcomes(answer.billingCase, reference.by(hypothesis.policy));
  }

  /** The distance of the hypothesis from the answer. */
  get distance(): Distance {
    this.#distance ??= this.distanceWith(this.#hypothesis.defects);
    return this.#distance;
  }

  get isWrong(): boolean {
    return firstWrong(this.distance) !== undefined;
  }

  /** Calculates the distance, which is kept. */
  judge(): void {
    this.#distance ??= this.distanceWith(this.#hypothesis.defects);
  }

  /** The distance of an engine that bills by the policy of the hypothesis with mistakes. */
  distanceWith(mistakes: readonly Mistake[]): Distance {
    return this.distanceOf(this.outcomes.with(mistakes));
  }

  distanceOf(outcome: Outcome): Distance {
    return distanceBetween(outcome, this.answer.actual, this.omits);
  }

  /** The result of the cell by the policy of the hypothesis, without defects. */
  get result(): AgreeingCell | Required<DifferingCell> {
    this.#result ??= this.#compared();
    return this.#result;
  }

  #compared(): AgreeingCell | Required<DifferingCell> {
    const { cell, actual } = this.answer;
    const expected = this.outcomes.right;
    return comparedCell(cell, { expected, actual, differences: compareOutcomes(expected, actual, this.omits) });
  }
}
