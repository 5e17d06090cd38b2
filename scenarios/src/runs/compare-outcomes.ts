import { isDeepStrictEqual } from 'node:util';
import {
  type Bill,
  type BillRow,
  figures,
  type List,
  lineIdentities,
  listNames,
  type Outcome,
  type Scalar,
  type Stage,
  stages,
  withoutFigures,
} from '../cases/bill.ts';

/** One figure of an outcome that is not as it should be. A side that lacks the figure is undefined. */
export interface Difference {
  /** The place of the figure, like `vat` or `lineItems/web/compute.c2.c8m8/amount`. */
  readonly path: string;
  /** The stage that makes the figure. */
  readonly stage: Stage;
  readonly expected: Scalar | undefined;
  readonly actual: Scalar | undefined;
}

/** A figure with the stage that makes it. */
export interface FigureValue {
  readonly stage: Stage;
  readonly value: Scalar;
}

/** The stage that prints a list, and says in which order. */
const lists: Readonly<Record<List, Stage>> = {
  lineItems: 'aggregate',
  appliedAdjustments: 'adjust',
  appliedCredits: 'credit',
};

type FigureValues = ReadonlyMap<string, FigureValue>;

const NOTHING: FigureValues = new Map();

/**
 * Compares two outcomes of a case. Returns the differences in the order of the stages, without the figures of a target's `omits`. The
 * comparison is exact: there is no tolerance.
 */
export function compareOutcomes(expected: Outcome, actual: Outcome, omits: readonly string[] = []): Difference[] {
  return differencesBetween(withoutFigures(expected, omits), withoutFigures(actual, omits));
}

function differencesBetween(expected: Outcome, actual: Outcome): Difference[] {
  // Most outcomes are equal, which takes less time to find out than the figures of both.
  if (isSame(expected, actual)) return [];
  const ordered = expected.bill && actual.bill ? orderDifferences(expected.bill, actual.bill) : [];
  const differences = [...figureDifferences(figuresOf(expected), figuresOf(actual)), ...ordered];
  if (differences.length === 0) return otherDifference(expected, actual);
  return differences.sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}

/** Whether both are one value, or lists or objects with the same values. Outcomes that are not the same may still be equal. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const names = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || names.length !== Object.keys(other).length) return false;
  for (const name of names) {
    const value: unknown = Reflect.get(one, name);
    const isThere = value !== undefined || Object.hasOwn(other, name);
    if (!isThere || !isSame(value, Reflect.get(other, name))) return false;
  }
  return true;
}

function figureDifferences(expected: FigureValues, actual: FigureValues): Difference[] {
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((path) => {
    const sides = { expected: expected.get(path)?.value, actual: actual.get(path)?.value };
    const { stage } = expected.get(path) ?? actual.get(path) ?? { stage: 'life' };
    return sides.expected === sides.actual ? [] : [{ path, stage, ...sides }];
  });
}

/**
 * A difference that is in no figure, as in a bill that `readBill` did not read. So outcomes that differ are never taken for equal.
 */
function otherDifference(...outcomes: [expected: Outcome, actual: Outcome]): Difference[] {
  const [expected, actual] = outcomes.map(({ bill }) => JSON.stringify(bill));
  if (isDeepStrictEqual(parsed(expected), parsed(actual))) return [];
  return [{ path: 'bill', stage: 'life', expected, actual }];
}

/** A value as JSON has it. JSON can't say undefined, for example, which is nothing on a bill either. */
function parsed(json: string | undefined): unknown {
  return JSON.parse(json ?? 'null');
}

/** Every figure of an outcome by its path, in the order it is printed. */
export function figuresOf({ refusals, bill, statements = 1 }: Outcome): FigureValues {
  const calculated = bill ? 'calculated' : 'none';
  return new Map([
    ...distinctNames(refusals.map(({ step }) => step)).map((name, index): [string, FigureValue] => {
      return [`refused/${name}`, { stage: 'life', value: refusals[index]?.code ?? null }];
    }),
    ['bill', { stage: 'life', value: statements > 1 ? `${statements} statements` : calculated }],
    ...(bill ? figuresOfBill(bill) : NOTHING),
  ]);
}

function* figuresOfBill(bill: Bill): Generator<[string, FigureValue]> {
  for (const list of listNames) {
    const names = namesOf(list, bill);
    for (const [index, row] of bill[list].entries()) yield* figuresOfRow(list, `${list}/${names[index]}/`, row);
    yield [`${list}/count`, { stage: lists[list], value: bill.totals[list] ?? names.length }];
  }
  yield* figuresOfRow('totals', '', bill.totals);
}

function* figuresOfRow(section: keyof Bill, prefix: string, row: BillRow): Generator<[string, FigureValue]> {
  for (const [name, { stage }] of Object.entries(figures[section])) {
    const value = row[name];
    if (value !== undefined) yield [`${prefix}${name}`, { stage, value }];
  }
}

/** Lists that have the same lines in another order. */
function orderDifferences(...bills: [expected: Bill, actual: Bill]): Difference[] {
  return listNames.flatMap((list) => {
    const names = bills.map((bill) => namesOf(list, bill));
    const [expected, actual] = names.map((inOrder) => inOrder.join(', '));
    const isReordered =
      expected !== actual && new Set(names.map((inOrder) => inOrder.toSorted().join(', '))).size === 1;
    return isReordered ? [{ path: `${list}/order`, stage: lists[list], expected, actual }] : [];
  });
}

/** The names of the lines of a list. No two are equal. */
function namesOf(list: List, bill: Bill): string[] {
  return distinctNames(bill[list].map((row) => lineIdentities[list].flatMap((figure) => row[figure] ?? []).join('/')));
}

function distinctNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((text) => {
    // Doubled, so that no name is like that of another one with its count.
    const name = text.replaceAll('#', '##');
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/** A text that is equal for outcomes that differ in the same figures in the same direction, whatever the lines and the amounts. */
export function signatureOf(differences: readonly Difference[]): string {
  return [...new Set(differences.map((difference) => `${figureOf(difference.path)}${direction(difference)}`))].join(
    ' ',
  );
}

/** The figure at a path, whatever its line: `lineItems/web/compute/amount` is `lineItems.amount`. */
export function figureOf(path: string): string {
  const parts = path.split('/');
  return parts.length === 1 ? path : `${parts.at(0)}.${parts.at(-1)}`;
}

function direction({ expected, actual }: Difference): string {
  if (expected === undefined) return ' extra';
  if (actual === undefined) return ' missing';
  if (typeof expected !== 'number' || typeof actual !== 'number') return ' other';
  return actual > expected ? '+' : '-';
}
