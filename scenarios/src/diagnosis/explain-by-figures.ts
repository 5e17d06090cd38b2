import { withPauses } from '../runs/with-pauses.ts';
import type { Asking } from './asking.ts';
import type { Candidate } from './candidates.ts';
import { confirmFigures } from './figure-confirmation.ts';
import { isFigure, type Mistake } from './mistakes.ts';
import { isWrongCell, type Observation, reproduces, type WrongCell } from './observation.ts';
import { type ObservedRun, otherObservations } from './observed-runs.ts';
import { explainBy, type Round } from './rounds.ts';
import { findWrongFigures } from './wrong-figures.ts';

/** The number of further compared cells by which values of figures are narrowed down. */
const NARROWING = 15;

/** The number of compared cells that a figure must not contradict, which takes a second or two. */
const CHECKED = 3000;

/** A round in which figures were looked for, too. */
interface FigureRound {
  readonly round: Round;
  /** Figures that make some of the bills, but not all, so that they are no explanation. */
  readonly near: readonly (readonly Mistake[])[];
}

interface FigureOptions {
  readonly signal: AbortSignal | undefined;
  readonly asking: Asking | undefined;
}

/**
 * Looks for figures of the catalog that are others in the target, unless single defects make all its bills. A figure is an explanation
 * only when no compared cell contradicts it.
 */
export async function explainByFigures(
  runs: readonly ObservedRun[],
  byDefects: Round,
  { signal, asking }: FigureOptions,
): Promise<FigureRound> {
  const { cells } = byDefects;
  const whole = wholeWith(byDefects);
  if (cells.length === 0 || whole === 1 || signal?.aborted) return { round: byDefects, near: [] };
  const others = [...take(otherObservations(runs, cells), NARROWING)];
  const known = byDefects.explanation.chosen.flatMap(({ candidate }) =>
    candidate.defects.flatMap((mistake) => (isFigure(mistake) ? [] : [mistake])),
  );
  const found = await findWrongFigures({ cells, others, known, isAlone: whole !== undefined }, signal);
  const best = bestOf(found);
  const confirmed =
    asking && best.length > 0 ? await confirmFigures(best, { cells, others }, asking, signal) : undefined;
  const candidates = (confirmed ?? best.map(({ defects }) => defects)).map((mistakes) => candidateOf(mistakes, cells));
  const right = await uncontradicted(candidates, runs, byDefects, signal);
  const near = found.map(({ defects }) => defects);
  if (right.length === 0 || signal?.aborted) return { round: byDefects, near };
  const all = [...byDefects.candidates, ...right];
  const observed = [...(asking?.observations ?? []), ...take(otherObservations(runs, cells), CHECKED)];
  return { round: await explainBy(all, cells, observed, signal), near };
}

/** The number of defects at most with which all bills are made that were examined; undefined when they are not all made. */
function wholeWith({ explanation: { chosen, unexplained } }: Round): number | undefined {
  const isWhole = chosen.length > 0 && unexplained.length === 0 && chosen.every(({ broken }) => broken === 0);
  return isWhole ? Math.max(...chosen.map(({ candidate }) => candidate.defects.length)) : undefined;
}

/** The candidates that explain most of the cells, those with the fewest mistakes first. */
function bestOf(found: readonly Candidate[]): Candidate[] {
  const most = Math.max(0, ...found.map(({ explains }) => explains.size));
  const best = found.filter(({ explains }) => explains.size === most && most > 0);
  const fewest = Math.min(...best.map(({ defects }) => defects.length));
  return best.filter(({ defects }) => defects.length === fewest);
}

function candidateOf(mistakes: readonly Mistake[], cells: readonly WrongCell[]): Candidate {
  return { defects: mistakes, explains: new Set(cells.filter((cell) => reproduces(cell, mistakes))) };
}

/** The candidates that make every bill of the diagnosed cells and of further compared ones, wrong ones first. */
async function uncontradicted(
  candidates: readonly Candidate[],
  runs: readonly ObservedRun[],
  { cells }: Round,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  let left = candidates.filter(({ explains }) => explains.size === cells.length);
  const compared = [...take(otherObservations(runs, cells), CHECKED)];
  const wrongFirst = compared.toSorted((a, b) => Number(isWrongCell(b)) - Number(isWrongCell(a)));
  for await (const observation of withPauses(wrongFirst, signal)) {
    if (left.length === 0) break;
    left = left.filter(({ defects }) => reproduces(observation, defects));
  }
  return left;
}

function* take(observations: Iterable<Observation>, count: number): Generator<Observation> {
  let taken = 0;
  for (const observation of observations) {
    if (taken >= count) return;
    taken += 1;
    yield observation;
  }
}
