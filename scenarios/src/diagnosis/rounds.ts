import { withPauses } from '../runs/with-pauses.ts';
import { CandidateScoring, type ScoredCandidate } from './candidate-scoring.ts';
import { type Candidate, combineCandidates, findCandidates } from './candidates.ts';
import { GreedyCover } from './greedy-cover.ts';
import { type Observation, reproduces, type WrongCell } from './observation.ts';
import { firstOfEachSignature, inTurnBySignature, type ObservedRun, otherObservations } from './observed-runs.ts';

/** The number of cells that are diagnosed at most. */
const MAX_CELLS = 50;

/** The number of them that are chosen in the second round: cells that the candidates of the first round do not explain. */
const MAX_UNEXPLAINED = 10;

/** The number of bills that the search for pairs may calculate in the second round, which takes about half a second. */
const SECOND_ROUND_BILLINGS = 1000;

/**
 * The number of further kinds of difference with which the candidates of the first round are compared, which takes about a second.
 */
const MAX_KINDS = 500;

/**
 * Explains the differences of one target by known defects. The first round takes a cell of each signature. The second round adds cells
 * that the first one did not explain, so that a rare second defect is found beside a frequent one.
 */
export async function explainByDefects(runs: readonly ObservedRun[], signal: AbortSignal | undefined): Promise<Round> {
  const kinds = firstOfEachSignature(runs);
  const diagnosed = kinds.slice(0, MAX_CELLS - MAX_UNEXPLAINED);
  const first = await explainBy(
    await findCandidates(diagnosed, signal),
    diagnosed,
    otherObservations(runs, diagnosed),
    signal,
  );
  const further = await cellsOfSecondRound(first, kinds, signal);
  const found = await findCandidates(further, signal, SECOND_ROUND_BILLINGS);
  const signatures = new Set(diagnosed.map(({ result }) => result.signature));
  const addsSomething = (cell: WrongCell) =>
    !signatures.has(cell.result.signature) || found.some(({ explains }) => explains.has(cell));
  const cells = [...diagnosed, ...further.filter(addsSomething)];
  if (cells.length === diagnosed.length) return first;
  const candidates = await combineCandidates(cells, [...first.candidates, ...found], signal);
  const second = await explainBy(candidates, cells, otherObservations(runs, cells), signal);
  return signal?.aborted ? first : second;
}

/** The diagnosed cells, the candidates for them, and the candidates that were chosen. */
export interface Round {
  readonly cells: readonly WrongCell[];
  readonly candidates: readonly Candidate[];
  readonly explanation: CellExplanation;
}

/** Chooses the candidates for cells. `others` are further compared cells. */
export async function explainBy(
  candidates: readonly Candidate[],
  cells: readonly WrongCell[],
  others: Iterable<Observation>,
  signal: AbortSignal | undefined,
): Promise<Round> {
  return { cells, candidates, explanation: await explainCells(candidates, cells, others, signal) };
}

/**
 * Cells for the second round: first cells of other signatures that the chosen candidates do not explain, then other unexplained
 * cells, which share a signature with a diagnosed cell, and then cells of any other signature.
 */
async function cellsOfSecondRound(
  { cells, explanation }: Round,
  kinds: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<WrongCell[]> {
  const others = kinds.slice(cells.length);
  const unexplained: WrongCell[] = [];
  for await (const cell of withPauses(others.slice(0, MAX_KINDS), signal)) {
    if (explanation.chosen.every(({ candidate }) => !reproduces(cell, candidate.defects))) unexplained.push(cell);
    if (unexplained.length === MAX_UNEXPLAINED) break;
  }
  const known = new Set([...cells, ...unexplained].map(({ result }) => result));
  const missed = inTurnBySignature(explanation.unexplained.filter(({ result }) => !known.has(result)));
  const further = [...unexplained, ...missed].slice(0, MAX_UNEXPLAINED);
  const rest = others.filter(({ result }) => further.every((cell) => cell.result !== result));
  return [...further, ...rest].slice(0, Math.max(MAX_UNEXPLAINED, MAX_CELLS - cells.length));
}

/** The candidates that explain wrong cells. */
interface CellExplanation {
  /** The chosen candidates, best first. Candidates that no cell tells apart are all among them. */
  readonly chosen: readonly ScoredCandidate[];
  /** The examined wrong cells that none of the chosen candidates explains, diagnosed or not. */
  readonly unexplained: readonly WrongCell[];
  /** The number of cells that candidates were compared with. */
  readonly lookedAt: number;
}

/**
 * Chooses the candidates that it takes to explain the wrong cells: first the one that explains most, then the one that explains
 * most of the cells that are left, and so on. Among those that explain equally much, a single defect comes before a pair, and then the
 * candidate that fewer cells contradict. `others` are the compared cells that are not diagnosed.
 */
async function explainCells(
  candidates: readonly Candidate[],
  wrong: readonly WrongCell[],
  others: Iterable<Observation>,
  signal: AbortSignal | undefined,
): Promise<CellExplanation> {
  const scoring = new CandidateScoring(wrong, others, signal);
  const cover = new GreedyCover(candidates, wrong);
  const all: Candidate[] = [];
  for (let front = cover.front(); front.length > 0; front = cover.front()) {
    const best = await scoring.leastContradicted(front, cover.left);
    if (best.length === 0) {
      cover.drop(front);
      continue;
    }
    const chosen = await scoring.toldApart(cover.alike(best));
    cover.choose(chosen);
    all.push(...chosen);
  }
  return {
    chosen: await scoring.scored(all),
    unexplained: await scoring.unexplainedBy(all),
    lookedAt: scoring.lookedAt,
  };
}
