import type { Figure, Policy } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import { needsOf } from '../cases/capabilities.ts';
import type { Reference } from '../cases/reference.ts';
import { calendar } from '../matrices/built-in/calendar.ts';
import { credits } from '../matrices/built-in/credits.ts';
import { payments } from '../matrices/built-in/payments.ts';
import { wordOf } from '../matrices/built-in/priced-quantity.ts';
import { pricing } from '../matrices/built-in/pricing.ts';
import type { Cell, Dimension, Matrix } from '../matrices/matrix.ts';
import type { Target } from '../targets/target.ts';
import { EngineOutcomes } from './engine-outcomes.ts';

/** A cell of a built-in matrix that a target can be asked for, with its outcomes by the engine. */
export interface AskableCell {
  readonly matrix: Matrix;
  readonly cell: Cell;
  readonly outcomes: EngineOutcomes;
}

/** The matrices whose bills follow from the figures of a section. */
const matricesOfSection: Readonly<Record<number, readonly Matrix[]>> = {
  1: [pricing, calendar],
  2: [pricing],
  3: [pricing],
  5: [pricing],
  6: [credits],
  8: [payments],
};

/** The target's side of cells: the way in which it is asked, and its capabilities. */
export interface AskedTarget {
  readonly reference: Reference;
  readonly supports: Target['supports'];
}

/**
 * Cells of the built-in matrices for a policy whose bills follow from a figure, plain ones first: all but two values of a cell are
 * neutral. A cell that the target does not support is left out.
 */
function* cellsFor(figure: Figure, policy: Policy, target: AskedTarget): Generator<AskableCell> {
  const isZone = figure.path.endsWith('/timeZone');
  const chosen = (matricesOfSection[figure.section] ?? []).filter((matrix) => (matrix === calendar) === isZone);
  for (const planned of chosen) {
    const matrix = planned.forPolicy(policy);
    for (const cell of plainCells(matrix.dimensions, figure, target.reference.policy)) {
      const outcomes = outcomesFor(matrix, cell, target);
      if (outcomes) yield { matrix, cell, outcomes };
    }
  }
}

/** The outcomes of a cell that the target supports; undefined for another one, and for a cell without a case. */
function outcomesFor(matrix: Matrix, cell: Cell, { reference, supports }: AskedTarget): EngineOutcomes | undefined {
  try {
    const billingCase = matrix.caseOf(cell);
    const isSupported = !supports || needsOf(billingCase).every((need) => supports.includes(need));
    return isSupported ? new EngineOutcomes(billingCase, reference) : undefined;
  } catch (error) {
    if (error instanceof CaseProblem) return undefined;
    throw error;
  }
}

/** The cells of a member that the figure is of with at most two values that are not neutral; those that name the figure come first. */
function* plainCells(
  dimensions: readonly Dimension[],
  { members, name, path }: Figure,
  policy: Policy,
): Generator<Cell> {
  const [member = ''] = members;
  const neutral = Object.fromEntries(dimensions.map(({ name: dimension, labels: [first = ''] }) => [dimension, first]));
  const counter = policy.priceBook[Number(/^\/priceBook\/(\d+)/.exec(path)?.[1])]?.counter;
  const words = [counter === undefined ? undefined : wordOf(counter), /^units\.(.*)$/.exec(name)?.[1]];
  const isNamed = (label: string) => words.some((word) => word !== undefined && label.includes(word));
  const varying = dimensions
    .filter((dimension) => dimension.name !== 'member')
    .map((dimension) => ({
      ...dimension,
      labels: dimension.labels.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a))),
    }));
  yield { ...neutral, member };
  for (const { name: dimension, labels } of varying) {
    for (const label of labels) if (label !== neutral[dimension]) yield { ...neutral, member, [dimension]: label };
  }
  for (const [index, first] of varying.entries()) {
    for (const second of varying.slice(index + 1)) {
      yield* pairsOf(first, second, { ...neutral, member });
    }
  }
}

function* pairsOf(first: Dimension, second: Dimension, neutral: Cell): Generator<Cell> {
  for (const one of first.labels) {
    for (const other of second.labels) {
      if (one === neutral[first.name] || other === neutral[second.name]) continue;
      yield { ...neutral, [first.name]: one, [second.name]: other };
    }
  }
}

/** The first cells for figures, which are looked for once: making a matrix for a policy takes long. */
export class FigureCells {
  readonly #target: AskedTarget;
  readonly #most: number;
  readonly #begun = new Map<string, { readonly known: AskableCell[]; readonly rest: Iterator<AskableCell> }>();

  /** Looks at so many cells for each figure and policy at most. */
  constructor(target: AskedTarget, most: number) {
    this.#target = target;
    this.#most = most;
  }

  *for(figure: Figure, value: string, policy: Policy): Generator<AskableCell> {
    const key = `${figure.name}=${value}`;
    const begun = this.#begun.get(key) ?? { known: [], rest: cellsFor(figure, policy, this.#target) };
    this.#begun.set(key, begun);
    for (let place = 0; place < this.#most; place += 1) {
      const known = begun.known[place];
      if (known) yield known;
      else {
        const next = begun.rest.next();
        if (next.done) return;
        begun.known.push(next.value);
        yield next.value;
      }
    }
  }
}
