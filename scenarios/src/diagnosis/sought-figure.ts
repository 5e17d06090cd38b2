import type { Figure } from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import type { EngineOutcomes } from './engine-outcomes.ts';
import { type Mistake, wrongFigure } from './mistakes.ts';
import { isOutcomeOf, type Observation } from './observation.ts';

/** Whether an outcome is the target's of an observation, as far as it has to be. */
export type IsMade = (observation: Observation, outcome: Outcome) => boolean;

/** The number of bills that may still be calculated. */
export interface BillBudget {
  left: number;
}

/** A figure of the catalog whose value in the target is looked for. */
export class SoughtFigure {
  readonly figure: Figure;
  /** The mistakes that the target has besides. */
  readonly besides: readonly Mistake[];
  readonly #budget: BillBudget;
  readonly #isMade: IsMade;

  /** The whole outcome has to be the target's, unless `isMade` tells otherwise. */
  constructor(figure: Figure, besides: readonly Mistake[], budget: BillBudget, isMade: IsMade = isOutcomeOf) {
    this.figure = figure;
    this.besides = besides;
    this.#budget = budget;
    this.#isMade = isMade;
  }

  /** Whether no more bills may be calculated. */
  get isOver(): boolean {
    return this.#budget.left <= 0;
  }

  /** The outcome of a case with another value of the figure; with its own one when it can't have that value. */
  outcome(outcomes: EngineOutcomes, value: string): Outcome {
    const mistake = wrongFigure(this.figure, value);
    this.#budget.left -= 1;
    return mistake ? outcomes.billed([...this.besides, mistake]) : outcomes.with(this.besides);
  }

  /** Whether a value makes the target's outcome, as far as it has to be made. */
  makes(observation: Observation, value: string): boolean {
    return this.#isMade(observation, this.outcome(observation.outcomes, value));
  }
}
