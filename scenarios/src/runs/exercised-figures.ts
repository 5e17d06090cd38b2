import { type Figure, figuresOf, type Mutant, type Policy } from '@billing-testkit/engine';
import { type Outcome, withoutFigures } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { referenceFor, type Via } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { compareOutcomes } from './compare-outcomes.ts';
import type { CatalogFigures } from './matrix-run.ts';
import { type RecordedPolicy, recordedPolicy } from './recorded-policy.ts';
import { spreadEvenly } from './spread-evenly.ts';
import { withPauses } from './with-pauses.ts';

/** The cells of a run that were compared, and how they were billed. */
export interface ComparedCells {
  readonly matrix: Matrix;
  readonly policy: Policy;
  readonly via: Via;
  readonly cells: readonly Cell[];
  /** The target's `omits`. */
  readonly omits?: readonly string[] | undefined;
}

/** Copies of figures of the catalog on a bill. A bill that only shows another price tells nothing of what is billed by it. */
const copies = ['lineItems.pricing', 'taxRate', 'period.timeZone'];

/** The number of bills that are calculated at most: so many, and so many for each mutant. It takes a second or two. */
const bills = { atLeast: 600, forEachMutant: 5, atMost: 6000 };

/**
 * Finds the figures of a policy that the compared cells exercise: whatever other value a figure had, one of their bills would be
 * another one. When there are many cells, it looks at some that are spread evenly over them. Ends early when the signal aborts, with
 * what was found.
 */
export async function exercisedFigures(compared: ComparedCells, signal?: AbortSignal): Promise<CatalogFigures> {
  const search = new Search(compared);
  for await (const cell of withPauses(spreadEvenly(compared.cells), signal)) {
    if (search.isOver) break;
    search.lookAt(cell);
  }
  return search.found;
}

class Search {
  readonly #compared: ComparedCells;
  readonly #omits: readonly string[];
  readonly #recorded: RecordedPolicy;
  readonly #count: number;
  /** The mutants of each figure that no cell has noticed by now. */
  readonly #unnoticed: Map<Figure, readonly Mutant[]>;
  #bills: number;
  #lookedAt = 0;

  constructor(compared: ComparedCells) {
    const figures = figuresOf(compared.policy);
    const mutants = figures.reduce((sum, figure) => sum + figure.mutants.length, 0);
    this.#compared = compared;
    this.#omits = [...copies, ...(compared.omits ?? [])];
    this.#recorded = recordedPolicy(compared.policy);
    this.#count = figures.length;
    this.#unnoticed = new Map(figures.map((figure) => [figure, figure.mutants]));
    this.#bills = Math.min(bills.atMost, bills.atLeast + bills.forEachMutant * mutants);
  }

  get isOver(): boolean {
    return this.#bills <= 0 || this.#unnoticed.size === 0;
  }

  get found(): CatalogFigures {
    const notExercised = Array.from(this.#unnoticed, ([{ name, section, value }, mutants]) => ({
      name,
      section,
      value,
      unnoticed: mutants.map((mutant) => mutant.value),
    }));
    return { count: this.#count, notExercised, lookedAt: this.#lookedAt, compared: this.#compared.cells.length };
  }

  lookAt(cell: Cell): void {
    const billingCase = this.#compared.matrix.caseOf(cell);
    this.#recorded.read.clear();
    const right = this.#outcomeOf(billingCase, this.#recorded.policy);
    this.#lookedAt += 1;
    for (const [figure, mutants] of this.#unnoticed) {
      if (!this.#recorded.read.has(figure.path) || !figure.members.includes(billingCase.member)) continue;
      const left = mutants.filter(({ policy }) => {
        return compareOutcomes(right, this.#outcomeOf(billingCase, policy())).length === 0;
      });
      if (left.length > 0) this.#unnoticed.set(figure, left);
      else this.#unnoticed.delete(figure);
    }
  }

  #outcomeOf(billingCase: BillingCase, policy: Policy): Outcome {
    this.#bills -= 1;
    return withoutFigures(referenceFor(this.#compared.via, policy)(billingCase), this.#omits);
  }
}
