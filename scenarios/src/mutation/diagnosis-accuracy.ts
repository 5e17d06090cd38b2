import { type Defect, defectsOf, standardPolicy } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import type { Diagnosis, Explanation } from '../diagnosis/diagnosis.ts';
import { type EngineOutcomesOf, engineOutcomesOf } from '../diagnosis/engine-outcomes.ts';
import { explainRuns } from '../diagnosis/explain-runs.ts';
import type { ObservedRun } from '../diagnosis/observed-runs.ts';
import type { Cell } from '../matrices/matrix.ts';
import { compareOutcomes, signatureOf } from '../runs/compare-outcomes.ts';
import { KeptEvidence } from '../runs/kept-evidence.ts';
import type { MatrixSample } from './matrix-sample.ts';

/** The diagnosis of a target with one defect, and how well it names the defect. */
export interface DefectAccuracy {
  readonly defect: Defect;
  readonly diagnosis: Diagnosis;
  /**
   * The place of the defect in the diagnosis: 1 when it comes first and no other explanation is as good, undefined when it is not
   * named at all.
   */
  readonly rank: number | undefined;
}

/** Diagnoses an engine with each of the mistakes over matrices, of those of their policy when none are chosen. Ends early when the signal aborts, with those that were done. */
export async function diagnosisAccuracy(
  samples: readonly MatrixSample[],
  signal?: AbortSignal,
  chosen: readonly Defect[] = defectsOf(samples[0]?.reference.policy ?? standardPolicy),
): Promise<DefectAccuracy[]> {
  const billed = samples.map((one) => {
    const outcomesOf = engineOutcomesOf(one.matrix, one.reference);
    return { ...one, outcomesOf, cells: one.cells.filter((cell) => hasBill(outcomesOf, cell)) };
  });
  const named: DefectAccuracy[] = [];
  for (const defect of chosen) {
    const diagnosis = await explainRuns(
      billed.map((one) => observedRunWith(defect, one)),
      { signal },
    );
    if (signal?.aborted) break;
    named.push({ defect, diagnosis, rank: rankOf(defect, diagnosis) });
  }
  return named;
}

interface BilledSample extends MatrixSample {
  readonly outcomesOf: EngineOutcomesOf;
}

/** The run of a matrix against an engine with the defect. */
function observedRunWith(
  defect: Defect,
  { matrix, dimensions, coverage, cells, via, outcomesOf }: BilledSample,
): ObservedRun {
  const evidence = new KeptEvidence();
  const run = {
    matrix: matrix.name,
    dimensions,
    target: defect.name,
    via,
    selection: { coverage, seed: 1, cells: cells.length },
    ending: 'complete',
    startedAt: '2025-01-01T00:00:00Z',
    durationMs: 0,
    results: evidence.withEvidence(
      cells.map((cell, place) => evidence.keep(resultWith(defect, cell, outcomesOf), place)),
    ),
  } as const;
  return { run, outcomesOf };
}

function resultWith(defect: Defect, cell: Cell, outcomesOf: EngineOutcomesOf): Parameters<KeptEvidence['keep']>[0] {
  const outcomes = outcomesOf(cell);
  const actual = outcomes.with([defect]);
  const differences = actual === outcomes.right ? [] : compareOutcomes(outcomes.right, actual);
  const [first] = differences;
  if (!first) return { verdict: 'agrees', cell };
  const evidence = { expected: outcomes.right, actual, differences };
  const signature = signatureOf(differences);
  return { verdict: 'differs', cell, first, count: differences.length, signature, evidence };
}

function hasBill(outcomesOf: EngineOutcomesOf, cell: Cell): boolean {
  try {
    return outcomesOf(cell).right.bill !== undefined;
  } catch (error) {
    if (error instanceof CaseProblem) return false;
    throw error;
  }
}

/** The last place among explanations that are equally good: a tie is no answer. */
function rankOf(defect: Defect, { explanations }: Diagnosis): number | undefined {
  const own = explanations.findIndex(({ defects: [name, other] }) => name === defect.name && other === undefined);
  const found = explanations[own];
  if (!found) return undefined;
  const isTied = (other: Explanation) =>
    other.explains === found.explains && other.contradictedBy === found.contradictedBy;
  return Math.max(own, explanations.findLastIndex(isTied)) + 1;
}
