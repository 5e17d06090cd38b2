import type { Defect, Figure } from '@billing-testkit/engine';
import { type Stage, stages } from '../cases/bill.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { Candidate } from './candidates.ts';
import { solveFigure } from './figure-solver.ts';
import { canMeet, isFigure, type Mistake, notPrinted, solvableFigures, wrongFigure } from './mistakes.ts';
import { nearnessOf } from './nearest-explanation.ts';
import { type Observation, reproduces, type WrongCell } from './observation.ts';
import { type BillBudget, SoughtFigure } from './sought-figure.ts';

/** The number of bills that are calculated to find a figure alone, and one beside each other mistake, which takes about two seconds in all. */
const ALONE_BILLINGS = 2000;
const BESIDE_BILLINGS = 600;

/** The number of bills that are calculated to find a figure that may take the place of two defects. */
const RIVAL_BILLINGS = 500;

/** The number of mistakes beside which another one is looked for. */
const MAX_COMPANIONS = 3;

/** The number of cells that are to be explained, the plainest ones: their explanations are then compared with all others. */
const MAX_CELLS = 10;

/** The evidence in which wrong figures are looked for. */
export interface FigureEvidence {
  /** The wrong cells that are to be explained. */
  readonly cells: readonly WrongCell[];
  /** Further compared cells, whose bills narrow values down. */
  readonly others: readonly Observation[];
  /** The defects that explain some of the cells. */
  readonly known: readonly Defect[];
  /** Whether only a figure alone is looked for, because two defects explain all cells. */
  readonly isAlone: boolean;
}

/**
 * Finds figures of the catalog whose values in the target make its whole bills of wrong cells: one figure, or when that does not make
 * them all, one figure beside a defect or beside another figure.
 */
export async function findWrongFigures(
  evidence: FigureEvidence,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const cells = evidence.cells
    .filter(({ result }) => result.evidence.actual.bill)
    .toSorted((a, b) => a.result.evidence.differences.length - b.result.evidence.differences.length)
    .slice(0, MAX_CELLS);
  const search = new WrongFigureSearch({ ...evidence, cells }, signal);
  const budget = { left: evidence.isAlone ? RIVAL_BILLINGS : ALONE_BILLINGS };
  const everywhere = await search.figuresBeside([], budget, 'in every cell');
  const isWhole = everywhere.some(({ explains }) => explains.size === cells.length);
  if (isWhole || evidence.isAlone) return explaining(everywhere);
  const alone = [...everywhere, ...(await search.figuresBeside([], budget, 'in some cells'))];
  if (alone.some(({ explains }) => explains.size === cells.length)) return explaining(alone);
  const pairs = await search.pairs(alone);
  return explaining([...alone, ...pairs]);
}

function explaining(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ explains }) => explains.size > 0);
}

/** The cells, among those that are left, in which a figure may show. */
type Where = 'in every cell' | 'in some cells' | 'anywhere';

class WrongFigureSearch {
  readonly #evidence: FigureEvidence;
  readonly #signal: AbortSignal | undefined;
  readonly #figures: readonly Figure[];

  constructor(evidence: FigureEvidence, signal: AbortSignal | undefined) {
    this.#evidence = evidence;
    this.#signal = signal;
    const [first] = evidence.cells;
    this.#figures = first ? solvableFigures(first.outcomes.policy) : [];
  }

  /**
   * Every figure with values that make some of the bills that the mistakes `besides` alone do not make, or come near to that: figures that
   * may show in every such cell, or in some only.
   */
  async figuresBeside(
    besides: readonly Mistake[],
    budget: BillBudget,
    where: Where = 'anywhere',
  ): Promise<Candidate[]> {
    const left = this.#evidence.cells.filter((cell) => !reproduces(cell, besides));
    const firsts = new Map(left.map((cell) => [cell, firstStageOf(cell, besides)]));
    const distance = (figure: Figure) => Math.min(...[...firsts.values()].map((first) => first - shownStage(figure)));
    const found: Candidate[] = [];
    // A figure of the very step that differs first is the likeliest one.
    const likelyFirst = this.#figures.toSorted((a, b) => distance(a) - distance(b));
    for await (const figure of withPauses(likelyFirst, this.#signal)) {
      const concerned = left.filter((cell) => canShowIn(figure, cell, firsts.get(cell) ?? 0));
      const isEverywhere = concerned.length === left.length;
      const isWanted = where === 'anywhere' || (where === 'in every cell') === isEverywhere;
      if (!isWanted || budget.left <= 0 || concerned.length === 0) continue;
      found.push(...this.#solved(new SoughtFigure(figure, besides, budget), concerned));
    }
    return found;
  }

  #solved(sought: SoughtFigure, concerned: readonly WrongCell[]): Candidate[] {
    const { figure, besides } = sought;
    return solveFigure(sought, concerned, this.#evidence.others).flatMap((value) => {
      const mistake = wrongFigure(figure, value);
      return mistake && besides.every((one) => canMeet(one, mistake)) ? [this.#candidateOf(mistake, besides)] : [];
    });
  }

  /** Figures beside defects and other figures, and defects beside figures: beside those first that make most bills or come nearest. */
  async pairs(alone: readonly Candidate[]): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const { defects } of this.#companions(alone)) {
      const budget = { left: BESIDE_BILLINGS };
      found.push(...this.#defectsBeside(defects, budget), ...(await this.figuresBeside(defects, budget)));
      if (found.some(({ explains }) => explains.size === this.#evidence.cells.length)) break;
    }
    return found;
  }

  #companions(alone: readonly Candidate[]): Candidate[] {
    const [first] = this.#evidence.cells;
    const { known } = this.#evidence;
    const others = first?.outcomes.catalogue.filter((defect) => !known.includes(defect)) ?? [];
    const defects = [...known, ...others].map((defect) => this.#explainedBy([defect]));
    const near = [...defects, ...alone].map((candidate) => ({
      candidate,
      gain: nearnessOf(this.#evidence.cells, candidate.defects).gain,
    }));
    return near
      .filter(({ candidate, gain }) => candidate.explains.size > 0 || gain > 0)
      .toSorted((a, b) => b.candidate.explains.size - a.candidate.explains.size || b.gain - a.gain)
      .slice(0, MAX_COMPANIONS)
      .map(({ candidate }) => candidate);
  }

  #defectsBeside(figures: readonly Mistake[], budget: BillBudget): Candidate[] {
    if (!figures.some(isFigure)) return [];
    const left = this.#evidence.cells.filter((cell) => !reproduces(cell, figures));
    const [first] = left;
    if (!first) return [];
    const fitting = first.outcomes.catalogue.filter((defect) => {
      budget.left -= 1;
      return budget.left > 0 && reproduces(first, [...figures, defect]);
    });
    return fitting.map((defect) => this.#candidateOf(defect, figures));
  }

  /** A mistake beside others. When it makes no bill, it is tried whether the target only prints the catalog's figure. */
  #candidateOf(mistake: Mistake, besides: readonly Mistake[]): Candidate {
    const candidate = this.#explainedBy([mistake, ...besides]);
    const other = isFigure(mistake) && candidate.explains.size === 0 ? notPrinted(mistake) : undefined;
    return other ? this.#explainedBy([other, ...besides]) : candidate;
  }

  #explainedBy(mistakes: readonly Mistake[]): Candidate {
    const figuresFirst = [...mistakes.filter(isFigure), ...mistakes.filter((mistake) => !isFigure(mistake))];
    const explained = this.#evidence.cells.filter((cell) => reproduces(cell, figuresFirst));
    return { defects: figuresFirst, explains: new Set(explained) };
  }
}

/** The first step in which a figure of a section shows. Time zones and units show in the lines. */
const stageOfSection: Readonly<Record<number, Stage>> = {
  1: 'tax',
  2: 'aggregate',
  3: 'price',
  5: 'adjust',
  6: 'credit',
  8: 'carry',
};

/** The first step in which a figure shows, as a place in `stages`. */
export function shownStage({ section, path }: Figure): number {
  return stages.indexOf(path.endsWith('/timeZone') ? 'aggregate' : (stageOfSection[section] ?? 'life'));
}

/** The first step of the calculation in which the target's bill is not that of a system with some mistakes; 0 when only refusals differ. */
function firstStageOf({ outcomes, omits, result }: WrongCell, besides: readonly Mistake[]): number {
  const { actual, differences } = result.evidence;
  const left = besides.length === 0 ? differences : compareOutcomes(outcomes.with(besides), actual, omits);
  return stages.indexOf(left.find(({ stage }) => stage !== 'life')?.stage ?? 'life');
}

/**
 * Whether the first step that differs may differ because of a figure. It is the step in which the figure shows, unless the amount of an
 * earlier month is carried or was given back as a credit.
 */
function canShowIn(figure: Figure, { outcomes }: WrongCell, first: number): boolean {
  const { earlier = [] } = outcomes.billingCase;
  if (!outcomes.reads(figure)) return false;
  if (first === 0 || first === shownStage(figure)) return true;
  const isGivenBack = earlier.some(({ payments = [] }) => payments.some((step) => step.do === 'refund'));
  return earlier.length > 0 && figure.domain.kind === 'decimal' && (isGivenBack || first === stages.indexOf('carry'));
}
