import { type Defect, defectsOf, type Policy } from '@billing-testkit/engine';
import type { Reference, Via } from '../cases/reference.ts';
import { EngineOutcomes } from '../diagnosis/engine-outcomes.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import { FigureSearch } from '../runs/figure-search.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { AskedCases } from './asked-cases.ts';
import { type Hypothesis, outcomeBy } from './hypothesis.ts';
import type { PlacedCase } from './judged-answer.ts';

/** The number of cells that are looked at for one that tells hypotheses apart. */
const MAX_LOOKED_AT = 1500;

/** Matrices for a policy, and the members that are billed. */
export interface PlainMatrices {
  readonly matrices: readonly Matrix[];
  readonly members: readonly string[];
}

/** Cells of which at most one value is not a neutral one, besides their member. Members take turns. */
export function* plainCells({ matrices, members }: PlainMatrices): Generator<readonly [Matrix, Cell]> {
  for (const matrix of matrices) {
    for (const cell of nearlyNeutral(matrix)) {
      for (const member of members) yield [matrix, 'member' in cell ? { ...cell, member } : cell];
    }
  }
}

function* nearlyNeutral({ dimensions }: Matrix): Generator<Cell> {
  const neutral = Object.fromEntries(dimensions.map(({ name, labels: [first = ''] }) => [name, first]));
  yield neutral;
  for (const { name, labels } of dimensions) {
    if (name !== 'member') yield* labels.slice(1).map((label) => ({ ...neutral, [name]: label }));
  }
}

/** Cells that are nearer to the neutral one than another cell: with one of its values alone, and without one. */
export function plainerCells(cell: Cell, { dimensions }: Matrix): Cell[] {
  const neutral = new Map(
    dimensions.map(({ name, labels: [first = ''] }) => [name, name === 'member' ? cell[name] : first]),
  );
  const varied = Object.entries(cell).filter(([name, label]) => label !== neutral.get(name));
  return varied.flatMap(([name, label]): Cell[] => [
    Object.fromEntries(dimensions.map((one) => [one.name, one.name === name ? label : (neutral.get(one.name) ?? '')])),
    { ...cell, [name]: neutral.get(name) ?? label },
  ]);
}

export interface Probing extends PlainMatrices {
  readonly policy: Policy;
  readonly reference: Reference;
  readonly via: Via;
  readonly omits: readonly string[];
  readonly asked: AskedCases;
  readonly signal: AbortSignal;
}

/**
 * The first plain cells that together show every figure of a policy and every known mistake, as far as plain cells show them: for each of
 * them a cell whose bill would be another one.
 */
export async function probesFor(probing: Probing): Promise<PlacedCase[]> {
  const { policy, reference, via, omits, asked } = probing;
  const search = new FigureSearch({ policy, via, omits });
  const unnoticed = new Set(defectsOf(policy));
  const showsMore = (placed: PlacedCase) => {
    const noticed = noticedIn(placed, unnoticed, probing);
    for (const defect of noticed) unnoticed.delete(defect);
    return search.lookAt(placed.billingCase).length + noticed.length > 0;
  };
  const probes: PlacedCase[] = [];
  for await (const [matrix, cell] of withPauses(plainCells(probing), probing.signal)) {
    if (search.isOver && unnoticed.size === 0) break;
    const placed = asked.caseOf(matrix, cell, reference);
    if (placed && (showsMore(placed) || probes.length === 0)) probes.push(placed);
  }
  return probes;
}

/** The known mistakes with which another bill would be made. */
function noticedIn(
  { billingCase }: PlacedCase,
  among: ReadonlySet<Defect>,
  { reference, omits }: Pick<Probing, 'reference' | 'omits'>,
): Defect[] {
  const outcomes = new EngineOutcomes(billingCase, reference);
  const acting = [...outcomes.tracked([]).acting].filter((defect) => among.has(defect));
  return acting.filter((defect) => compareOutcomes(outcomes.right, outcomes.with([defect]), omits).length > 0);
}

/** A plain cell that was not asked and in which hypotheses make other bills; undefined when there is none. */
export async function distinguishingCase(
  hypotheses: readonly Hypothesis[],
  { matrices, members, reference, omits, asked, signal }: Omit<Probing, 'policy' | 'via'>,
): Promise<PlacedCase | undefined> {
  let lookedAt = 0;
  for await (const [matrix, cell] of withPauses(plainCells({ matrices, members }), signal)) {
    lookedAt += 1;
    if (lookedAt > MAX_LOOKED_AT) return undefined;
    const placed = asked.caseOf(matrix, cell, reference);
    if (!placed || asked.isKnown(placed)) continue;
    const [first, ...others] = hypotheses.map((hypothesis) => outcomeBy(hypothesis, placed.billingCase, reference));
    if (first && others.some((other) => compareOutcomes(first, other, omits).length > 0)) return placed;
  }
  return undefined;
}
