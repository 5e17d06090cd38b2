import { canCombine, type Defect, defects, rulesWith } from '@billing-testkit/engine';
import type { Outcome } from '../bill/bill.ts';
import type { BillingCase } from '../life/billing-case.ts';
import type { Reference } from '../life/reference.ts';
import type { Cell, Matrix } from '../matrix/matrix.ts';
import { trackedRules } from './acting-defects.ts';

/** A life with defects, and what others would have changed about it. */
interface TrackedOutcome {
  readonly outcome: Outcome;
  /** Defects that can be combined with those of the life, and would not have left it as it is. */
  readonly acting: ReadonlySet<Defect>;
}

/** The life of one case by the engine, rightly and with defects. What was lived once is remembered. */
export class EngineOutcomes {
  readonly #case: BillingCase;
  readonly #reference: Reference;
  readonly #catalogue: readonly Defect[];
  readonly #tracked = new Map<string, TrackedOutcome>();
  readonly #outcomes = new Map<string, Outcome>();

  /** Of defects that are not in `catalogue` it is not told whether they act. */
  constructor(billingCase: BillingCase, reference: Reference, catalogue = defects) {
    this.#case = billingCase;
    this.#reference = reference;
    this.#catalogue = catalogue;
  }

  /** What should come of the case. */
  get right(): Outcome {
    return this.tracked([]).outcome;
  }

  /** What comes of it with defects; `right` itself when they leave the life as it is. */
  with(chosen: readonly Defect[]): Outcome {
    if (!chosen.some((defect) => this.tracked([]).acting.has(defect))) return this.right;
    const key = keyOf(chosen);
    const known = this.#outcomes.get(key) ?? this.#tracked.get(key)?.outcome;
    if (known) return known;
    const outcome = this.#reference(this.#case, rulesWith(chosen));
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  /** A life with defects, watched by all that can be combined with them. */
  tracked(chosen: readonly Defect[]): TrackedOutcome {
    const key = keyOf(chosen);
    const known = this.#tracked.get(key);
    if (known) return known;
    const others = this.#catalogue.filter((other) => chosen.every((defect) => canCombine(defect, other)));
    const acting = new Set<Defect>();
    const outcome = this.#reference(this.#case, trackedRules(rulesWith(chosen), others, acting));
    const life = { outcome, acting };
    this.#tracked.set(key, life);
    return life;
  }
}

/** The lives of a matrix's cells. */
export type EngineOutcomesOf = (cell: Cell) => EngineOutcomes;

/** The lives of a matrix's cells by the engine, asked in the way that the target is asked. */
export function engineOutcomesOf({ caseOf }: Matrix, reference: Reference): EngineOutcomesOf {
  const known = new WeakMap<Cell, EngineOutcomes>();
  return (cell) => {
    const outcomes = known.get(cell) ?? new EngineOutcomes(caseOf(cell), reference);
    known.set(cell, outcomes);
    return outcomes;
  };
}

function keyOf(chosen: readonly Defect[]): string {
  return chosen.map(({ name }) => name).join(' ');
}
