import {
  canCombine,
  type Defect,
  defectsOf,
  type Figure,
  type Policy,
  type Rules,
  rulesWith,
} from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import { type BillingCase, CaseProblem } from '../cases/billing-case.ts';
import type { Reference } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { policyRecorder } from '../runs/recorded-policy.ts';
import { copiedTotals } from './copied-figures.ts';
import { isFigure, type Mistake, policyWith, rulesBy } from './mistakes.ts';
import { trackedRules } from './tracked-rules.ts';

/** The outcome of a case with some defects, and the other defects that would change it. */
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
  /** The right outcome; undefined until somebody asks for it. */
  #right: Outcome | undefined;
  readonly #tracked = new Map<string, TrackedOutcome>();
  readonly #outcomes = new Map<string, Outcome>();
  /** The JSON pointers of the values that the case reads of the policy; undefined until somebody asks for them. */
  #read: ReadonlySet<string> | undefined;

  /** The outcomes tell only of the defects in `catalogue` whether they act. */
  constructor(billingCase: BillingCase, reference: Reference, catalogue = defectsOf(reference.policy)) {
    this.billingCase = billingCase;
    this.#reference = reference;
    this.catalogue = catalogue;
  }

  /** The policy of the reference. */
  get policy(): Policy {
    return this.#reference.policy;
  }

  /** The outcome by the billing rules. */
  get right(): Outcome {
    this.#right ??= this.#reference(this.billingCase);
    return this.#right;
  }

  /** The outcome with mistakes. It is the very object `right` when none of them acts. */
  with(chosen: readonly Mistake[]): Outcome {
    if (!chosen.some((mistake) => this.#isActing(mistake))) return this.right;
    const key = keyOf(chosen);
    const known = this.#outcomes.get(key) ?? this.#tracked.get(key)?.outcome;
    if (known) return known;
    const outcome = this.billed(chosen);
    this.#outcomes.set(key, outcome);
    return outcome;
  }

  /** The outcome with mistakes, which is not kept: a search for a figure tries very many values of it. */
  billed(chosen: readonly Mistake[]): Outcome {
    const { policy } = this.#reference;
    const changed = policyWith(policy, chosen.filter(isFigure));
    const rules = rulesBy(
      changed,
      chosen.flatMap((mistake) => (isFigure(mistake) ? [] : [mistake])),
    );
    const outcome = (changed === policy ? this.#reference : this.#reference.by(changed))(this.billingCase, rules);
    return chosen.some((mistake) => isFigure(mistake) && mistake.printsOther)
      ? withCopies(outcome, this.right)
      : outcome;
  }

  /** The outcome by another policy, with defects. */
  billedBy(policy: Policy, defects: readonly Defect[]): Outcome {
    return this.#reference.by(policy)(this.billingCase, rulesBy(policy, defects));
  }

  /** The right outcome of another case, asked for in the same way. Undefined when it can't be asked for. */
  billedInstead(billingCase: BillingCase): Outcome | undefined {
    try {
      return this.#reference(billingCase);
    } catch (error) {
      if (error instanceof CaseProblem) return undefined;
      throw error;
    }
  }

  /** Whether a mistake may change the outcome when it is the only one: a rule answers otherwise, or the figure is one of the member's. */
  #isActing(mistake: Mistake): boolean {
    const { member } = this.billingCase;
    return isFigure(mistake) ? mistake.figure.members.includes(member) : this.tracked([]).acting.has(mistake);
  }

  /** Whether the outcome can follow from a figure of the policy. */
  reads({ path, members }: Pick<Figure, 'path' | 'members'>): boolean {
    if (!members.includes(this.billingCase.member)) return false;
    this.#read ??= readBy(this.#reference, this.billingCase);
    return this.#read.has(path);
  }

  /** The outcome with defects, and which of the defects that can be combined with them act on it. */
  tracked(chosen: readonly Defect[]): TrackedOutcome {
    const key = keyOf(chosen);
    const known = this.#tracked.get(key);
    if (known) return known;
    const others = this.catalogue.filter((other) => chosen.every((defect) => canCombine(defect, other)));
    const acting = new Set<Defect>();
    const made = this.#reference(this.billingCase, trackedRules(this.#rulesWith(chosen), others, acting));
    if (chosen.length === 0) this.#right ??= made;
    const outcome = chosen.length === 0 ? this.right : made;
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

/** An outcome that prints the figures of the catalog as another one does. */
function withCopies({ bill, ...outcome }: Outcome, printed: Outcome): Outcome {
  if (!bill) return { ...outcome, bill };
  const kept = copiedTotals.flatMap((name) => {
    const value = printed.bill?.totals[name];
    return value === undefined ? [] : [[name, value]];
  });
  const lineItems = bill.lineItems.map((line, index) => {
    const { pricing } = printed.bill?.lineItems[index] ?? {};
    return pricing === undefined ? line : { ...line, pricing };
  });
  return { ...outcome, bill: { ...bill, totals: { ...bill.totals, ...Object.fromEntries(kept) }, lineItems } };
}

const recorders = new WeakMap<Policy, ReturnType<typeof policyRecorder>>();

/** The JSON pointers of the values of the policy that a case's outcome can follow from. */
function readBy(reference: Reference, billingCase: BillingCase): ReadonlySet<string> {
  const record = recorders.get(reference.policy) ?? policyRecorder(reference.policy);
  recorders.set(reference.policy, record);
  const { policy, read } = record();
  reference.by(policy)(billingCase);
  return read;
}

function keyOf(chosen: readonly Pick<Mistake, 'name'>[]): string {
  return chosen.map(({ name }) => name).join(' ');
}
