import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { type BillingCase, CaseProblem } from '../cases/billing-case.ts';
import { type Cell, cellText, type Dimension, type Matrix, MatrixProblem } from './matrix.ts';

/**
 * The values of a dimension: words that stand for themselves, like members and months, or values of any kind by their labels.
 * The first one is the neutral one, with which a case is as plain as it gets.
 */
export type DimensionValues = readonly string[] | Readonly<Record<string, unknown>>;

/** The values of a cell, by dimension, as `build` gets them. */
type CellValues<Dimensions> = {
  readonly [Name in keyof Dimensions]: Dimensions[Name] extends readonly string[]
    ? string
    : Dimensions[Name][keyof Dimensions[Name]];
};

export interface MatrixDefinition<Dimensions> {
  /** The name on the command line. */
  readonly name: string;
  /**
   * The dimensions and their values, or a function that makes them from the policy that bills. The command line may replace the values
   * of `member` and `month`: by any member of the policy, any month.
   */
  readonly dimensions: Dimensions | ((policy: Policy) => Dimensions);
  /**
   * The case of a cell by the policy that bills; the same for the same values. A `CaseProblem` that it throws skips the cell, anything else
   * ends the run.
   */
  readonly build: (cell: CellValues<Dimensions>, policy: Policy) => BillingCase;
}

/**
 * Defines a matrix for accounts that are billed by the standard policy; its `forPolicy` makes the same one for another policy. Both throw
 * a `TypeError` for a dimension without values, or with one that is there twice or that no filter can say.
 */
export function defineMatrix<const Dimensions extends Readonly<Record<string, DimensionValues>>>(
  definition: MatrixDefinition<Dimensions>,
): Matrix {
  return matrixFor(definition, standardPolicy);
}

function matrixFor<Dimensions extends Readonly<Record<string, DimensionValues>>>(
  definition: MatrixDefinition<Dimensions>,
  policy: Policy,
): Matrix {
  const { name, build } = definition;
  const valuesOf = dimensionsFor(definition, policy);
  const dimensions = Object.entries(valuesOf).map(([dimension, values]) => ({
    name: dimension,
    labels: Array.isArray(values) ? values : Object.keys(values),
  }));
  for (const dimension of dimensions) {
    checkWords(name, dimension);
    checkLabels(name, dimension);
    checkOrder(name, dimension.name, valuesOf[dimension.name]);
  }
  const caseOf = (cell: Cell) => {
    try {
      const entries = Object.entries(valuesOf).map(([dimension, values]) => [
        dimension,
        labelled(dimension, values, cell[dimension]),
      ]);
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: the entries are those of the dimensions, each with one of its own values.
      return build(Object.fromEntries(entries) as CellValues<Dimensions>, policy);
    } catch (cause) {
      if (cause instanceof CaseProblem) throw cause;
      throw new MatrixProblem(`The matrix ${name} can’t build the case of ${cellText(cell)}: ${cause}`, { cause });
    }
  };
  const forPolicy = (other: Policy) => (other === policy ? matrix : matrixFor(definition, other));
  const matrix: Matrix = { name, dimensions, caseOf, forPolicy };
  return matrix;
}

function dimensionsFor<Dimensions>({ dimensions }: MatrixDefinition<Dimensions>, policy: Policy): Dimensions {
  return dimensions instanceof Function ? dimensions(policy) : dimensions;
}

function checkLabels(matrix: string, { name, labels }: Dimension): void {
  if (labels.length === 0) throw new TypeError(`The dimension ${name} of the matrix ${matrix} has no values.`);
  const seen = new Set<string>();
  const twice = labels.find((label) => seen.size === seen.add(label).size);
  if (twice !== undefined) throw new TypeError(`The dimension ${name} of the matrix ${matrix} has ${twice} twice.`);
}

/** Refuses a name or label that a filter could not say, so that every cell can be run again alone. */
function checkWords(matrix: string, { name, labels }: Dimension): void {
  const label = labels.find((word) => !canBeFiltered(word));
  const what = label === undefined ? `the dimension ${JSON.stringify(name)}` : `the value ${JSON.stringify(label)}`;
  if (label === undefined && canBeFiltered(name) && !name.includes('=')) return;
  throw new TypeError(
    `The matrix ${matrix} can’t have ${what}: a filter tells it by a word without commas and without blanks at its ends, and a dimension without =.`,
  );
}

function canBeFiltered(word: string): boolean {
  return word !== '' && word === word.trim() && !word.includes(',');
}

/**
 * Keys that are whole numbers come first in every object, whatever order they are written in; the first value is the neutral one.
 */
function checkOrder(matrix: string, dimension: string, values: DimensionValues | undefined): void {
  if (values === undefined || isList(values)) return;
  const labels = Object.keys(values);
  const number = labels.find((label) => /^(?:0|[1-9]\d*)$/.test(label));
  if (number === undefined || labels.length === 1) return;
  throw new TypeError(
    `JavaScript moves ${number} before the other values of the dimension ${dimension} of the matrix ${matrix}: call it by a word, or list the values.`,
  );
}

function labelled(dimension: string, values: DimensionValues, label: string | undefined): unknown {
  if (label === undefined) throw new RangeError(`The cell has no ${dimension}.`);
  if (isList(values)) return label;
  if (Object.hasOwn(values, label)) return values[label];
  throw new RangeError(`${dimension} has no value ${label}: choose one of ${Object.keys(values).join(', ')}.`);
}

function isList(values: DimensionValues): values is readonly string[] {
  return Array.isArray(values);
}
