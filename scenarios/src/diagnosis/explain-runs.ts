import { type Candidate, extendCandidates, findCandidates } from './candidates.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type Cover, coverGreedily } from './greedy-cover.ts';
import { reproduces, type WrongCell } from './observation.ts';
import {
  firstOfEverySignature,
  kindsIn,
  type ObservedRun,
  ofEverySignature,
  otherObservations,
} from './observed-runs.ts';
import { withPauses } from './with-pauses.ts';

export interface DiagnosisOptions {
  /** Ends the diagnosis early, with what was found. */
  readonly signal?: AbortSignal | undefined;
}

const MAX_CELLS = 50;

/** Of these so many are chosen when it is known what most have: cells that it does not explain. */
const MAX_MISSED = 10;

/** Pairs that make their bills are looked for in fewer lives than the first ones, which all others are held against: half a second. */
const FURTHER_PAIR_LIVES = 1000;

/** What was found is held against a cell of so many signatures at most: about a second. */
const MAX_KINDS = 500;

/**
 * Finds which known defects make the bills that a target made: alone and in pairs, over cells that differ in different figures. Of
 * several matrices run against the same target the diagnosis is one.
 */
export async function explainRuns(seen: readonly ObservedRun[], { signal }: DiagnosisOptions = {}): Promise<Diagnosis> {
  const kinds = firstOfEverySignature(seen);
  const diagnosed = kinds.slice(0, MAX_CELLS - MAX_MISSED);
  const first = await explain(seen, diagnosed, await findCandidates(diagnosed, signal), signal);
  const further = await furtherCells(first, kinds, signal);
  const found = await findCandidates(further, signal, FURTHER_PAIR_LIVES);
  const known = new Set(diagnosed.map(({ result }) => result.signature));
  const isNews = (cell: WrongCell) =>
    !known.has(cell.result.signature) || found.some(({ explains }) => explains.has(cell));
  const cells = [...diagnosed, ...further.filter(isNews)];
  if (cells.length === diagnosed.length) return reportOf(seen, first);
  const second = await explain(
    seen,
    cells,
    await extendCandidates(cells, [...first.candidates, ...found], signal),
    signal,
  );
  return reportOf(seen, signal?.aborted ? first : second);
}

interface Explained {
  readonly wrong: readonly WrongCell[];
  readonly candidates: readonly Candidate[];
  readonly verdict: Cover;
}

async function explain(
  seen: readonly ObservedRun[],
  wrong: readonly WrongCell[],
  candidates: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<Explained> {
  return { wrong, candidates, verdict: await coverGreedily(candidates, wrong, otherObservations(seen, wrong), signal) };
}

/**
 * What is to be diagnosed besides: first the signatures that are not explained by what was named, then other cells that are not, which
 * have the signature of another cell but another reason; then whatever there is.
 */
async function furtherCells(
  { wrong, verdict }: Explained,
  kinds: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<WrongCell[]> {
  const others = kinds.slice(wrong.length);
  const unexplained: WrongCell[] = [];
  for await (const cell of withPauses(others.slice(0, MAX_KINDS), signal)) {
    if (verdict.chosen.every(({ candidate }) => !reproduces(cell, candidate.defects))) unexplained.push(cell);
    if (unexplained.length === MAX_MISSED) break;
  }
  const known = new Set([...wrong, ...unexplained].map(({ result }) => result));
  const missed = ofEverySignature(verdict.unexplained.filter(({ result }) => !known.has(result)));
  const further = [...unexplained, ...missed].slice(0, MAX_MISSED);
  const left = others.filter(({ result }) => further.every((cell) => cell.result !== result));
  return [...further, ...left].slice(0, Math.max(MAX_MISSED, MAX_CELLS - wrong.length));
}

function reportOf(seen: readonly ObservedRun[], { wrong, candidates, verdict }: Explained): Diagnosis {
  return {
    cells: wrong.map((cell) => ({
      cell: cell.result.cell,
      signature: cell.result.signature,
      stage: cell.result.first.stage,
      explainedBy: explanationsOf(cell, candidates),
    })),
    explanations: verdict.chosen.map(({ candidate, contradictedBy }) => ({
      defects: namesOf(candidate),
      sentences: candidate.defects.map(({ sentence }) => sentence),
      explains: candidate.explains.size,
      contradictedBy,
    })),
    kinds: kindsIn(seen),
    lookedAt: verdict.lookedAt,
  };
}

/** Single defects, or pairs when there is none. */
function explanationsOf(cell: WrongCell, candidates: readonly Candidate[]): string[][] {
  const explaining = candidates.filter(({ explains }) => explains.has(cell));
  const singles = explaining.filter(({ defects }) => defects.length === 1);
  return (singles.length > 0 ? singles : explaining).map(namesOf);
}

function namesOf({ defects }: Candidate): string[] {
  return defects.map(({ name }) => name);
}
