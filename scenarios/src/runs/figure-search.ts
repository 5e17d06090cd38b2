import { type Figure, figuresOf, type Mutant, type Policy } from '@billing-testkit/engine';
import { type Outcome, withoutFigures } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { referenceFor, type Via } from '../cases/reference.ts';
import { compareOutcomes } from './compare-outcomes.ts';
import { policyRecorder } from './recorded-policy.ts';
import type { UnexercisedFigure } from './results.ts';

/** Copies of figures of the catalog on a bill. A bill that shows only another price does not tell the price that it is billed by. */
const copiedFigures = ['lineItems.pricing', 'taxRate', 'period.timeZone'];

interface Billing {
  readonly policy: Policy;
  readonly via: Via;
  /** Figures of bills that are not compared, besides copies. */
  readonly omits?: readonly string[] | undefined;
}

/** A figure, and another value of it that changed an outcome. */
export interface NoticedMutant {
  readonly figure: Figure;
  readonly mutant: Mutant;
}

/** A search for the figures of a policy that cases exercise, one case after the other. */
export class FigureSearch {
  readonly figureCount: number;
  /** The number of other values that all figures together have. */
  readonly mutantCount: number;
  /** The number of bills that were calculated. */
  bills = 0;
  readonly #via: Via;
  readonly #omits: readonly string[];
  readonly #record: ReturnType<typeof policyRecorder>;
  /** The mutants of each figure that no case has noticed. */
  readonly #unnoticed: Map<Figure, readonly Mutant[]>;

  constructor({ policy, via, omits = [] }: Billing) {
    const figures = figuresOf(policy);
    this.figureCount = figures.length;
    this.mutantCount = figures.reduce((sum, { mutants }) => sum + mutants.length, 0);
    this.#via = via;
    this.#omits = [...copiedFigures, ...omits];
    this.#record = policyRecorder(policy);
    this.#unnoticed = new Map(figures.map((figure) => [figure, figure.mutants]));
  }

  /** Whether every figure is exercised. */
  get isOver(): boolean {
    return this.#unnoticed.size === 0;
  }

  /** The figures that are not exercised, in the order of the catalog. */
  get left(): UnexercisedFigure[] {
    return Array.from(this.#unnoticed, ([{ name, section, value }, mutants]) => ({
      name,
      section,
      value,
      unnoticed: mutants.map((mutant) => mutant.value),
    }));
  }

  /** Looks at a case that can be billed. Returns the mutants that change its outcome and that no earlier case noticed. */
  lookAt(billingCase: BillingCase): NoticedMutant[] {
    const { policy: recorded, read } = this.#record();
    const right = this.#outcomeOf(billingCase, recorded);
    const changes = ({ policy }: Mutant) => compareOutcomes(right, this.#outcomeOf(billingCase, policy())).length > 0;
    const concerned = [...this.#unnoticed].filter(
      ([{ path, members }]) => read.has(path) && members.includes(billingCase.member),
    );
    return concerned.flatMap(([figure, mutants]) => {
      const noticed = mutants.filter(changes);
      const left = mutants.filter((mutant) => !noticed.includes(mutant));
      if (left.length > 0) this.#unnoticed.set(figure, left);
      else this.#unnoticed.delete(figure);
      return noticed.map((mutant) => ({ figure, mutant }));
    });
  }

  #outcomeOf(billingCase: BillingCase, policy: Policy): Outcome {
    this.bills += 1;
    return withoutFigures(referenceFor(this.#via, policy)(billingCase), this.#omits);
  }
}
