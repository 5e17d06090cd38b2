import type { Diagnosis } from './diagnosis.ts';
import { rank, type Verdict } from './rank.ts';
import { cellsToDiagnose, ofEverySignature, otherWitnesses, type Seen } from './seen.ts';
import { findSuspects, type Suspect } from './suspects.ts';
import type { WrongCell } from './witness.ts';

export interface DiagnosisOptions {
  /** Ends the diagnosis early, with what was found. */
  readonly signal?: AbortSignal | undefined;
}

const MAX_CELLS = 50;

/** Of these so many may have the signature of another cell, but another reason. */
const MAX_MISSED = 10;

/**
 * Finds which known defects make the bills that a target made: alone and in pairs, over cells that differ in different figures. Of
 * several matrices run against the same target the diagnosis is one.
 */
export async function diagnose(seen: readonly Seen[], { signal }: DiagnosisOptions = {}): Promise<Diagnosis> {
  const first = await explain(seen, cellsToDiagnose(seen, MAX_CELLS - MAX_MISSED), signal);
  const missed = ofEverySignature(first.verdict.unexplained).filter((cell) => !first.wrong.includes(cell));
  const hints = await findSuspects(missed.slice(0, MAX_MISSED), signal);
  const explained = new Set(hints.flatMap(({ explains }) => [...explains]));
  return reportOf(explained.size === 0 ? first : await explain(seen, [...first.wrong, ...explained], signal));
}

interface Explained {
  readonly wrong: readonly WrongCell[];
  readonly suspects: readonly Suspect[];
  readonly verdict: Verdict;
}

async function explain(
  seen: readonly Seen[],
  wrong: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<Explained> {
  const suspects = await findSuspects(wrong, signal);
  return { wrong, suspects, verdict: await rank(suspects, wrong, otherWitnesses(seen, wrong), signal) };
}

function reportOf({ wrong, suspects, verdict }: Explained): Diagnosis {
  return {
    cells: wrong.map((cell) => ({
      cell: cell.result.cell,
      signature: cell.result.signature,
      stage: cell.result.first.stage,
      explainedBy: explanationsOf(cell, suspects),
    })),
    explanations: verdict.named.map(({ suspect, contradictedBy }) => ({
      defects: namesOf(suspect),
      sentences: suspect.defects.map(({ sentence }) => sentence),
      explains: suspect.explains.size,
      contradictedBy,
    })),
    lookedAt: verdict.lookedAt,
  };
}

/** Single defects, or pairs when there is none. */
function explanationsOf(cell: WrongCell, suspects: readonly Suspect[]): string[][] {
  const explaining = suspects.filter(({ explains }) => explains.has(cell));
  const singles = explaining.filter(({ defects }) => defects.length === 1);
  return (singles.length > 0 ? singles : explaining).map(namesOf);
}

function namesOf({ defects }: Suspect): string[] {
  return defects.map(({ name }) => name);
}
