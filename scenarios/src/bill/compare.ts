import { isDeepStrictEqual } from 'node:util';
import type { Bill, BillRow, Outcome, Scalar } from './bill.ts';
import { figures, identities, type Stage, stages } from './figures.ts';

/** One figure in which a bill is not as it should be; a side that lacks the figure is undefined. */
export interface Difference {
  /** Like `vat` or `lineItems/web/compute.c2.c8m8/amount`. */
  readonly path: string;
  /** The step that makes it. */
  readonly stage: Stage;
  readonly expected: Scalar | undefined;
  readonly actual: Scalar | undefined;
}

/** A figure with the step that makes it. */
export interface StagedFigure {
  readonly stage: Stage;
  readonly value: Scalar;
}

type List = keyof typeof identities;

/** The step that prints a list, and says in which order. */
const lists: Readonly<Record<List, Stage>> = {
  lineItems: 'aggregate',
  appliedAdjustments: 'adjust',
  appliedCredits: 'credit',
};

const NOTHING: ReadonlyMap<string, StagedFigure> = new Map();

/** All in which what came of a case is not as it should be, step by step. Exact: no figure is ever nearly right. */
export function differencesOf(expected: Outcome, actual: Outcome): Difference[] {
  // Most are as they should be, which is seen sooner than in which figures they are.
  if (isDeepStrictEqual(expected, actual)) return [];
  const [wanted, found] = [figuresOf(expected), figuresOf(actual)];
  const differences: Difference[] = [];
  for (const path of new Set([...wanted.keys(), ...found.keys()])) {
    const [ours, theirs] = [wanted.get(path), found.get(path)];
    if (ours?.value === theirs?.value) continue;
    const { stage } = ours ?? theirs ?? { stage: 'life' };
    differences.push({ path, stage, expected: ours?.value, actual: theirs?.value });
  }
  const disorder = expected.bill && actual.bill ? disorderOf(expected.bill, actual.bill) : [];
  return [...differences, ...disorder].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}

/** Every figure of an outcome by its path, in the order it is printed. */
export function figuresOf({ refusals, bill }: Outcome): ReadonlyMap<string, StagedFigure> {
  return new Map([
    ...counted(refusals.map(({ step }) => step)).map((name, index): [string, StagedFigure] => {
      return [`refused/${name}`, { stage: 'life', value: refusals[index]?.code ?? null }];
    }),
    ['bill', { stage: 'life', value: bill ? 'calculated' : 'none' }],
    ...(bill ? figuresOfBill(bill) : NOTHING),
  ]);
}

function* figuresOfBill(bill: Bill): Generator<[string, StagedFigure]> {
  for (const list of Object.keys(lists).filter(isList)) {
    const names = namesOf(list, bill);
    for (const [index, row] of bill[list].entries()) yield* figuresOfRow(list, `${list}/${names[index]}/`, row);
  }
  yield* figuresOfRow('totals', '', bill.totals);
}

function* figuresOfRow(section: keyof Bill, prefix: string, row: BillRow): Generator<[string, StagedFigure]> {
  for (const [name, { stage }] of Object.entries(figures[section])) {
    const value = row[name];
    if (value !== undefined) yield [`${prefix}${name}`, { stage, value }];
  }
}

/** Lists that have the same lines in another order. */
function disorderOf(expected: Bill, actual: Bill): Difference[] {
  return Object.keys(lists)
    .filter(isList)
    .flatMap((list) => {
      const [wanted, found] = [namesOf(list, expected), namesOf(list, actual)];
      const isReordered = String(wanted) !== String(found) && String(wanted.toSorted()) === String(found.toSorted());
      const sides = { expected: wanted.join(', '), actual: found.join(', ') };
      return isReordered ? [{ path: `${list}/order`, stage: lists[list], ...sides }] : [];
    });
}

/** What the lines of a list are called, each by another name. */
function namesOf(list: List, bill: Bill): string[] {
  return counted(bill[list].map((row) => identities[list].flatMap((figure) => row[figure] ?? []).join('/')));
}

function counted(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

function isList(name: string): name is List {
  return Object.hasOwn(lists, name);
}
