import { canCombine, type Defect, defectsOf, type Rules, rulesWith } from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import type { Reference } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { trackedRules } from './tracked-rules.ts';

/** The outcome of a case with some defects, and which other defects would have changed it. */
interface TrackedOutcome {
  readonly outcome: Outcome;
  /** The defects that can be combined with the chosen ones, and one of whose rules answered otherwise. */
  readonly acting: ReadonlySet<Defect>;
}

/** The outcomes of one case by the engine, without defects and with any of them. Each outcome is calculated once. */
export class EngineOutcomes {
  readonly billingCase: BillingCase;
  readonly #reference: Reference;
  /** The mistakes that are looked for: those of engines that bill by the policy of the reference, unless others are given. */
  readonly catalogue: readonly Defect[];
  readonly #tracked = new Map<string, TrackedOutcome>();
  readonly #outcomes = new Map<string, Outcome>();

  /** The outcomes tell only of the defects in `catalogue` whether they act. */
  constructor(billingCase: BillingCase, reference: Reference, catalogue = defectsOf(reference.policy)) {
    this.billingCase = billingCase;
    this.#reference = reference;
    this.catalogue = catalogue;
  }

  /** The outcome by the billing rules. */
  get right(): Outcome {
    return this.tracked([]).outcome;
  }

  /** The outcome with defects. It is the very object `right` when none of them acts. */
  with(chosen: readonly Defect[]): Outcome {
    if (!chosen.some((defect) => this.tracked([]).acting.has(defect))) return this.right;
    const key = keyOf(chosen);
    const known = this.#outcomes.get(key) ?? this.#tracked.get(key)?.outcome;
    if (known) return known;
    const outcome = this.#reference(this.billingCase, this.#rulesWith(chosen));
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  /** The outcome with defects, and which of the defects that can be combined with them act on it. */
  tracked(chosen: readonly Defect[]): TrackedOutcome {
    const key = keyOf(chosen);
    const known = this.#tracked.get(key);
    if (known) return known;
    const others = this.catalogue.filter((other) => chosen.every((defect) => canCombine(defect, other)));
    const acting = new Set<Defect>();
    const outcome = this.#reference(this.billingCase, trackedRules(this.#rulesWith(chosen), others, acting));
    const tracked = { outcome, acting };
    this.#tracked.set(key, tracked);
    return tracked;
  }

  #rulesWith(chosen: readonly Defect[]): Rules {
    return rulesWith(chosen, this.#reference.policy);
  }
}

/** The outcomes of each cell of a matrix. */
export type EngineOutcomesOf = (cell: Cell) => EngineOutcomes;

/** The outcomes of each cell of a matrix, asked of the engine in the way that the target is asked. */
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
