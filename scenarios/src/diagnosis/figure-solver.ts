import type { Figure } from '@billing-testkit/engine';
import { toSmallest } from '../matrices/built-in/decimals.ts';
import { comparisonBy } from './figure-comparison.ts';
import { printedValues, triedValues } from './likely-values.ts';
import type { Observation, WrongCell } from './observation.ts';
import { roundness } from './round-values.ts';
import { type Range, simplestIn } from './simple-decimals.ts';
import type { SoughtFigure } from './sought-figure.ts';
import { findRange, narrowed } from './value-range.ts';

/** The number of values of one figure that are kept when many fit. */
const MAX_VALUES = 6;

/** The number of cells from which a value is looked for: a target may have other mistakes in some. */
const MAX_STARTS = 2;

/** The number of observations by which values are narrowed down. */
const MAX_NARROWING = 30;

/**
 * Looks for values of a figure with which the target's bill of some wrong cell is made, or at least the first amount of it that
 * differs. `others` are further cells, whose bills narrow the values down.
 */
export function solveFigure(
  sought: SoughtFigure,
  wrong: readonly WrongCell[],
  others: readonly Observation[],
): string[] {
  const cells = wrong.filter(({ outcomes }) => outcomes.reads(sought.figure));
  const values = new Set<string>();
  for (const start of cells.slice(0, MAX_STARTS)) {
    if (sought.isOver || [...values].some((value) => sought.makes(start, value))) break;
    for (const value of valuesFrom(start, sought, [...cells, ...others])) values.add(value);
  }
  return [...values];
}

/** The values that one cell allows, as far as most others allow them too. Values that the target prints come before all others. */
function valuesFrom(start: WrongCell, sought: SoughtFigure, others: readonly Observation[]): string[] {
  const printed = printedValues(start, sought.figure).filter((value) => sought.makes(start, value));
  if (printed.length > 0) return someOf(allowedBy(others, printed, sought));
  if (isContinuous(sought.figure)) return rangeValues(start, sought, others);
  const tried = triedValues(start, sought.figure).filter((value) => sought.makes(start, value));
  return someOf(allowedBy(others, tried, sought));
}

/** The values that every observation allows which allows any of them. */
function allowedBy(others: readonly Observation[], values: readonly string[], sought: SoughtFigure): readonly string[] {
  let left = values;
  for (const other of others.slice(0, MAX_NARROWING)) {
    if (left.length <= 1 || sought.isOver) break;
    const allowed = left.filter((value) => sought.makes(other, value));
    if (allowed.length > 0) left = allowed;
  }
  return left;
}

/** Some of the values in their order: the first, the last and the roundest. */
function someOf(values: readonly string[]): string[] {
  if (values.length <= MAX_VALUES) return [...values];
  const roundest = values.slice(1, -1).toSorted((a, b) => roundness(b) - roundness(a));
  const kept = new Set([...values.slice(0, 1), ...values.slice(-1), ...roundest.slice(0, MAX_VALUES - 2)]);
  return values.filter((value) => kept.has(value));
}

/** Whether a figure has too many values to try one by one, and bills rise or fall with it. */
function isContinuous({ domain }: Figure): boolean {
  return domain.kind === 'decimal' || (domain.kind === 'whole' && domain.min >= 0 && domain.max > 1_000_000);
}

/** The likeliest values of the range that the start allows, narrowed down by the cells whose bills they do not make. */
function rangeValues(start: WrongCell, sought: SoughtFigure, others: readonly Observation[]): string[] {
  let range = rangeFrom(start, sought);
  if (!range) return [];
  if (!simplestIn(range, MAX_VALUES).some((value) => sought.makes(start, value))) {
    return sought.besides.length === 0 ? simplestIn(range, 1) : [];
  }
  for (const other of others.slice(0, MAX_NARROWING)) {
    const values = simplestIn(range, MAX_VALUES);
    const isAllowed = sought.isOver || (values.length === 1 && values.every((value) => sought.makes(other, value)));
    range = isAllowed ? range : narrowedBy(other, range, sought);
  }
  const simplest = simplestIn(range, MAX_VALUES);
  return simplest.length <= 1 ? simplest : [...new Set([...simplest, ...nearestIn(range, sought)])];
}

/** The values of the range that are next to the catalog's: a system may differ by as little as that. */
function nearestIn({ min, max }: Range, { figure }: SoughtFigure): string[] {
  const values = figure.mutants.map(({ value }) => value);
  return values.filter((value) => toSmallest(value) >= min && toSmallest(value) <= max);
}

function rangeFrom(start: WrongCell, sought: SoughtFigure): Range | undefined {
  const { domain, value } = sought.figure;
  const compare = comparisonBy(start, sought);
  if (!compare || (domain.kind !== 'decimal' && domain.kind !== 'whole')) return undefined;
  const within = { min: toSmallest(String(domain.min)), max: toSmallest(String(domain.max)) };
  return findRange(toSmallest(value), within, compare);
}

/** The range as it is when the observation allows nothing of it: the target may have another mistake there. */
function narrowedBy(other: Observation, range: Range, sought: SoughtFigure): Range {
  const compare = comparisonBy(other, sought);
  return (compare && narrowed(range, compare)) ?? range;
}
