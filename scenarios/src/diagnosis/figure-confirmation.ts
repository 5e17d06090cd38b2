import { type Figure, figuresOf, type Policy } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import { ONE, toDecimal, toSmallest } from '../matrices/built-in/decimals.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import { unbillableReason } from '../runs/run-cell.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { Asking } from './asking.ts';
import type { Candidate } from './candidates.ts';
import { copiedFigures } from './copied-figures.ts';
import { type AskableCell, FigureCells } from './figure-cells.ts';
import { solveFigure } from './figure-solver.ts';
import { isFigure, type Mistake, notPrinted, type WrongFigure, wrongFigure } from './mistakes.ts';
import { isWrongCell, type Observation, reproduces, type WrongCell } from './observation.ts';
import { roundness } from './round-values.ts';
import { SoughtFigure } from './sought-figure.ts';

/** The number of bills that are calculated to find the values again when a further cell contradicts all. */
const SOLVE_BILLINGS = 2000;

/** The number of the run's own cells from which they are found again, besides the further ones. */
const SOLVED_FROM = 5;

/** The number of cells that are looked at for one that tells two candidates apart. */
const MAX_LOOKED_AT = 400;

/** The cells that candidates have to explain, and further compared ones that they must not contradict. */
interface Evidence {
  readonly cells: readonly WrongCell[];
  readonly others: readonly Observation[];
}

/**
 * Asks the target for further cells until one candidate is left that makes all its bills, and that would not with the least change of its
 * figure that matters. A candidate that a cell contradicts is dropped; when all are, their figures are solved for again. Returns the
 * candidates that no cell contradicts.
 */
export async function confirmFigures(
  candidates: readonly Candidate[],
  evidence: Evidence,
  asking: Asking,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Mistake[])[]> {
  const confirmation = new FigureConfirmation(evidence, asking, signal);
  return confirmation.confirmed(candidates.map(({ defects }) => defects));
}

class FigureConfirmation {
  readonly #evidence: Evidence;
  readonly #asking: Asking;
  readonly #signal: AbortSignal | undefined;
  /** The rivals that nothing tells from a candidate, or that some cell has. */
  readonly #settled = new Set<string>();
  readonly #cells: FigureCells;
  readonly #asked = new Set<AskableCell>();

  constructor(evidence: Evidence, asking: Asking, signal: AbortSignal | undefined) {
    const { reference, target } = asking;
    this.#cells = new FigureCells({ reference, supports: target.supports }, MAX_LOOKED_AT);
    this.#evidence = evidence;
    this.#asking = asking;
    this.#signal = signal;
  }

  async confirmed(candidates: readonly (readonly Mistake[])[]): Promise<readonly (readonly Mistake[])[]> {
    let left = candidates;
    while (!(this.#asking.isOver || this.#signal?.aborted)) {
      left = this.#consistent(left);
      if (left.length === 0)
        left = this.#consistent(distinctFigures(candidates).flatMap((one) => this.#solvedAgain(one)));
      // The middle one, because values of one figure come in order: a cell then rules out half of them.
      const best = left[Math.floor(left.length / 2)];
      if (!best) return [];
      const rival = this.#rivalOf(best, left);
      if (!rival) return [this.#withAlike(roundestOf(left) ?? best)];
      await this.#tellApart(best, rival);
    }
    return this.#consistent(left);
  }

  #consistent(candidates: readonly (readonly Mistake[])[]): (readonly Mistake[])[] {
    return candidates.filter((mistakes) => this.#asking.observations.every((seen) => reproduces(seen, mistakes)));
  }

  /** The same figures with values that the further cells allow, beside the same mistakes. */
  #solvedAgain(mistakes: readonly Mistake[]): (readonly Mistake[])[] {
    const [sought, ...others] = mistakes.filter(isFigure);
    if (!sought) return [];
    const besides = [...others, ...mistakes.filter((mistake) => !isFigure(mistake))];
    const { observations } = this.#asking;
    const wrong = [...observations.filter(isWrongCell), ...this.#evidence.cells.slice(0, SOLVED_FROM)];
    // The latest cells tell most: those before them were chosen when less was known.
    const right = observations.filter((seen) => !isWrongCell(seen)).toReversed();
    const values = solveFigure(new SoughtFigure(sought.figure, besides, { left: SOLVE_BILLINGS }), wrong, right);
    return values.flatMap((value) => {
      const found = wrongFigure(sought.figure, value);
      const mistake = found && sought.printsOther ? notPrinted(found) : found;
      return mistake ? [[mistake, ...besides]] : [];
    });
  }

  /** Another candidate, or else the nearest other value of the candidate's figure, that may make the same bills as far as is known. */
  #rivalOf(best: readonly Mistake[], left: readonly (readonly Mistake[])[]): readonly Mistake[] | undefined {
    const others = [...left.filter((other) => other !== best), ...neighboursOf(best)];
    return others.find((rival) => !this.#settled.has(keyOf(best, rival)) && this.#isPossible(rival));
  }

  /** Tells the whole numbers beside the value of a figure that make the same bills, as far as is known. */
  #withAlike(mistakes: readonly Mistake[]): readonly Mistake[] {
    const sought = mistakes.find(isFigure);
    if (sought?.figure.domain.kind !== 'whole') return mistakes;
    const isAlike = (value: number) => {
      const other = wrongFigure(sought.figure, String(value));
      return other !== undefined && this.#isPossible(mistakes.map((mistake) => (mistake === sought ? other : mistake)));
    };
    const [first, last] = [-1, 1].map((direction) => lastAlike(Number(sought.value), direction, isAlike));
    if (first === last) return mistakes;
    const told = `${sought.sentence} Any from ${first} to ${last} makes the same bills.`;
    return mistakes.map((mistake) => (mistake === sought ? { ...sought, sentence: told } : mistake));
  }

  #isPossible(rival: readonly Mistake[]): boolean {
    const { observations } = this.#asking;
    return [...this.#evidence.cells, ...observations].every((seen) => reproduces(seen, rival));
  }

  /** Asks for a cell in which the two make other bills. When there is none, they are the same. */
  async #tellApart(best: readonly Mistake[], rival: readonly Mistake[]): Promise<void> {
    for await (const askable of withPauses(this.#distinguishingCells(best, rival), this.#signal)) {
      if (this.#asking.isOver) return;
      this.#asked.add(askable);
      if (await this.#asking.ask(askable)) return;
    }
    this.#settled.add(keyOf(best, rival));
  }

  *#distinguishingCells(best: readonly Mistake[], rival: readonly Mistake[]): Generator<AskableCell> {
    for (const { figure, value, policy } of [...best, ...rival].filter(isFigure)) {
      for (const askable of this.#cells.for(figure, value, policy)) {
        if (!this.#asked.has(askable) && this.#isDistinguishing(askable, best, rival)) yield askable;
      }
    }
  }

  /** Whether two candidates make other bills of a cell that can be billed, not counting figures that a bill only copies. */
  #isDistinguishing({ outcomes }: AskableCell, best: readonly Mistake[], rival: readonly Mistake[]): boolean {
    const omits = [...(this.#asking.target.omits ?? []), ...copiedFigures];
    try {
      const differs = compareOutcomes(outcomes.billed(best), outcomes.billed(rival), omits).length > 0;
      return differs && unbillableReason(outcomes.billingCase, outcomes.right) === undefined;
    } catch (error) {
      if (error instanceof CaseProblem) return false;
      throw error;
    }
  }
}

/** One candidate of each figure, whatever its value, with each mistake beside it. */
function distinctFigures(candidates: readonly (readonly Mistake[])[]): (readonly Mistake[])[] {
  const keyed = candidates.map((mistakes): [string, readonly Mistake[]] => {
    const sought = mistakes.find(isFigure);
    return [mistakes.map((mistake) => (mistake === sought ? sought.figure.name : mistake.name)).join(' + '), mistakes];
  });
  return [...new Map(keyed).values()];
}

/** The number of values beside each other that are tried. */
const MAX_ALIKE = 62;

/** The last number in a direction up to which all are alike. */
function lastAlike(from: number, direction: number, isAlike: (value: number) => boolean): number {
  let last = from;
  while (Math.abs(last - from) < MAX_ALIKE && isAlike(last + direction)) last += direction;
  return last;
}

/** The candidate whose value a person would most likely write, among those that nothing tells apart. */
function roundestOf(candidates: readonly (readonly Mistake[])[]): readonly Mistake[] | undefined {
  const rounds = candidates.map((mistakes) => ({ mistakes, round: roundness(mistakes.find(isFigure)?.value ?? '') }));
  return rounds.toSorted((a, b) => b.round - a.round)[0]?.mistakes;
}

function keyOf(best: readonly Mistake[], rival: readonly Mistake[]): string {
  return [best, rival].map((mistakes) => mistakes.map(({ name }) => name).join(' + ')).join(' or ');
}

/** The candidates that follow from this one when its figure changes by the least that matters. */
function neighboursOf(mistakes: readonly Mistake[]): (readonly Mistake[])[] {
  const sought = mistakes.find(isFigure);
  if (!sought) return [];
  const figures = figuresOf(sought.policy).filter(({ path }) => path === sought.figure.path);
  return figures.flatMap(({ name, mutants, ...figure }) =>
    [...mutants.map(({ value, policy }) => ({ value, changed: policy() })), ...higherLimit(figure, sought)].map(
      ({ value, changed }) =>
        mistakes.map((mistake) => (mistake === sought ? neighbour(sought, `${name} ${value}`, changed) : mistake)),
    ),
  );
}

/** The next higher value of a limit. A catalog's limit is only lowered, as a refusal is on no bill; but a target may be asked. */
function higherLimit({ path, value, withValue }: Omit<Figure, 'name' | 'mutants'>, { figure }: WrongFigure) {
  if (!path.startsWith('/adjustments/max')) return [];
  const places = value.split('.')[1]?.length ?? 0;
  const next = toDecimal(toSmallest(value) + ONE / 10n ** BigInt(places));
  const changed = toSmallest(next) < toSmallest(figure.value) ? withValue(next) : undefined;
  return changed ? [{ value: next, changed }] : [];
}

function neighbour(sought: WrongFigure, value: string, policy: Policy): WrongFigure {
  return { ...sought, name: `${sought.figure.name}=${value}`, value, policy };
}
