import { type Defect, defects } from '@billing-testkit/engine';
import { differencesOf } from '../bill/compare.ts';
import { signatureOf } from '../bill/signature.ts';
import { CaseProblem } from '../life/case-problem.ts';
import type { Cell } from '../matrix/matrix.ts';
import { EvidenceStore } from '../runner/evidence-store.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis, Explanation } from './diagnosis.ts';
import { type LivesOf, livesOf } from './engine-lives.ts';
import type { Seen } from './seen.ts';
import type { SurveyedMatrix } from './survey.ts';

/** What is said of a target with a defect when it is run through some matrices. */
export interface NamedDefect {
  readonly defect: Defect;
  readonly diagnosis: Diagnosis;
  /**
   * Where the defect's own name comes in the diagnosis: 1 when it comes first and no other one is as good, undefined when it is not
   * named at all.
   */
  readonly rank: number | undefined;
}

/** Diagnoses an engine with each of the defects over matrices. Ends early when the signal aborts, with those that were done. */
export async function rightNames(
  surveyed: readonly SurveyedMatrix[],
  signal?: AbortSignal,
  chosen: readonly Defect[] = defects,
): Promise<NamedDefect[]> {
  const lived = surveyed.map((one) => {
    const lives = livesOf(one.matrix, one.reference);
    return { ...one, lives, cells: one.cells.filter((cell) => hasBill(lives, cell)) };
  });
  const named: NamedDefect[] = [];
  for (const defect of chosen) {
    const diagnosis = await diagnose(
      lived.map((one) => seenWith(defect, one)),
      { signal },
    );
    if (signal?.aborted) break;
    named.push({ defect, diagnosis, rank: rankOf(defect, diagnosis) });
  }
  return named;
}

interface LivedMatrix extends SurveyedMatrix {
  readonly lives: LivesOf;
}

/** What a run against an engine with the defect would have seen. */
function seenWith(defect: Defect, { matrix, coverage, cells, via, lives }: LivedMatrix): Seen {
  const evidence = new EvidenceStore();
  const run = {
    matrix: matrix.name,
    dimensions: matrix.dimensions,
    target: defect.name,
    via,
    selection: { coverage, seed: 1, cells: cells.length },
    ending: 'complete',
    startedAt: '2025-01-01T00:00:00Z',
    durationMs: 0,
    results: evidence.withEvidence(cells.map((cell) => evidence.remembered(resultWith(defect, cell, lives)))),
  } as const;
  return { run, lives };
}

function resultWith(defect: Defect, cell: Cell, livesIn: LivesOf): Parameters<EvidenceStore['remembered']>[0] {
  const lives = livesIn(cell);
  const actual = lives.with([defect]);
  const differences = actual === lives.right ? [] : differencesOf(lives.right, actual);
  const [first] = differences;
  if (!first) return { verdict: 'agrees', cell };
  const evidence = { expected: lives.right, actual, differences };
  const signature = signatureOf(differences);
  return { verdict: 'differs', cell, first, count: differences.length, signature, evidence };
}

function hasBill(lives: LivesOf, cell: Cell): boolean {
  try {
    return lives(cell).right.bill !== undefined;
  } catch (error) {
    if (error instanceof CaseProblem) return false;
    throw error;
  }
}

/** Behind all that explain as much and are contradicted as little: a tie is no answer. */
function rankOf(defect: Defect, { explanations }: Diagnosis): number | undefined {
  const own = explanations.findIndex(({ defects: [name, other] }) => name === defect.name && other === undefined);
  const found = explanations[own];
  if (!found) return undefined;
  const isTied = (other: Explanation) =>
    other.explains === found.explains && other.contradictedBy === found.contradictedBy;
  return Math.max(own, explanations.findLastIndex(isTied)) + 1;
}
