import { randomUUID } from 'node:crypto';
import type { Stage } from '../cases/bill.ts';
import type { Cell, Dimension } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import type { DifferingCell } from '../runs/results.ts';
import { type Comparison, runCell } from '../runs/run-cell.ts';
import { sumsIn } from './broken-sums.ts';
import { EngineOutcomes } from './engine-outcomes.ts';
import { mistakeNamed } from './mistakes.ts';

/** The number of plainer cells that are tried for a differing cell: six values that are not neutral have 64 subsets. */
const MAX_TRIES = 64;

/** The number of plainer cells that are tried at a time. */
const SIDE_BY_SIDE = 8;

/** A cell whose bill is wrong. */
export interface FailingCell {
  readonly cell: Cell;
  /** The first step whose figures differ. */
  readonly stage: Stage;
  /** The names of the defects that explain its bill. When there are two, a plainer cell has to need both as well. */
  readonly defects?: readonly string[];
  /** The total of a sum that does not add up, when it is to be shown. */
  readonly brokenSum?: string;
}

/**
 * The cell with as many neutral values as possible whose bill is still wrong in the same step first: the fewest other values when
 * that takes a bounded number of tries, else none that could be left out. The target bills every try. When the signal aborts, the
 * function returns the plainest cell so far.
 */
export async function shrinkCell(
  comparison: Comparison,
  { cell, stage, defects = [], brokenSum }: FailingCell,
  neutral: Cell,
  signal: AbortSignal,
): Promise<Cell> {
  const others = Object.keys(cell).filter((name) => cell[name] !== neutral[name]);
  const withOnly = (kept: readonly string[]) =>
    Object.fromEntries(
      Object.entries(cell).map(([name, label]) => [name, kept.includes(name) ? label : (neutral[name] ?? label)]),
    );
  const fails = async (kept: readonly string[]) => {
    if (signal.aborted) return false;
    const result = await runCell(comparison, withOnly(kept), { uuid: `shrink-${randomUUID()}`, signal });
    if (result.verdict !== 'differs' || result.first.stage !== stage) return false;
    return (
      needsAll(defects, result, comparison) && (brokenSum === undefined || isBroken(brokenSum, result, comparison))
    );
  };
  const fewest = await firstFailing(subsetsOf(others, MAX_TRIES - others.length), fails);
  return withOnly(fewest ?? (await withoutUnneeded(others, fails)));
}

/** The neutral value of every dimension. It is the matrix's first one, but for members and months the first one that was run. */
export function neutralCell(matrix: readonly Dimension[], run: readonly Dimension[]): Cell {
  const ran = new Map(run.map(({ name, labels }) => [name, labels[0]]));
  return Object.fromEntries(
    matrix.map(({ name, labels: [first = ''] }) => {
      const isOpen = name === 'member' || name === 'month';
      return [name, (isOpen ? ran.get(name) : undefined) ?? first];
    }),
  );
}

/** Whether none of several defects makes the target's bill alone. */
function needsAll(
  names: readonly string[],
  { cell, evidence }: Required<DifferingCell>,
  comparison: Comparison,
): boolean {
  if (names.length < 2) return true;
  const { matrix, reference, target } = comparison;
  const billingCase = matrix.caseOf(cell);
  return names.every((name) => {
    const mistake = mistakeNamed(name, reference.policy);
    const alone = new EngineOutcomes(billingCase, reference).billed(mistake ? [mistake] : []);
    return compareOutcomes(alone, evidence.actual, target.omits).length > 0;
  });
}

/** Whether a sum of the target's bill does not add up. */
function isBroken(
  figure: string,
  { cell, evidence }: Required<DifferingCell>,
  { matrix, target }: Comparison,
): boolean {
  const { bill } = evidence.actual;
  const { payments = [] } = matrix.caseOf(cell);
  const checked = { omits: target.omits ?? [], isUnpaid: payments.length === 0 };
  const found = bill && sumsIn(bill, checked).find((sum) => sum.figure === figure);
  return found !== undefined && found.sum !== found.says;
}

type Fails = (kept: readonly string[]) => Promise<boolean>;

async function firstFailing(
  candidates: readonly (readonly string[])[],
  fails: Fails,
): Promise<readonly string[] | undefined> {
  for (let begin = 0; begin < candidates.length; begin += SIDE_BY_SIDE) {
    const group = candidates.slice(begin, begin + SIDE_BY_SIDE);
    const outcomes = await Promise.all(group.map(fails));
    const failing = group[outcomes.indexOf(true)];
    if (failing) return failing;
  }
  return undefined;
}

/** The names without those that are not needed, which are left out one after the other. */
async function withoutUnneeded(names: readonly string[], fails: Fails): Promise<readonly string[]> {
  let kept = names;
  for (const name of names) {
    const fewer = kept.filter((other) => other !== name);
    if (await fails(fewer)) kept = fewer;
  }
  return kept;
}

/** Subsets that lack some of the names, smaller ones first, and at most so many. */
function subsetsOf(names: readonly string[], most: number): string[][] {
  const found: string[][] = [];
  let level: string[][] = [[]];
  while (found.length < most && (level[0]?.length ?? names.length) < names.length) {
    found.push(...level);
    level = level.flatMap((subset) =>
      names.slice(names.indexOf(subset.at(-1) ?? '') + 1).map((name) => [...subset, name]),
    );
  }
  return found.slice(0, most);
}
