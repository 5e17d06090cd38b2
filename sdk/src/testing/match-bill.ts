import type { Statement } from '@billing-testkit/contracts';

/**
 * The figures of a statement that a test is about. Those that are left out may be anything. A list has to have as many lines as are given, in
 * the same order.
 */
export type ExpectedBill = DeepPartial<Statement>;

type DeepPartial<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepPartial<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> | undefined }
    : Value;

/** A figure of a statement that is not as expected. */
export interface BillDifference {
  /** The figure's place, such as `lineItems[0].amount`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
  /** The line that has the figure, in words, when it is in a list. */
  readonly line: string | undefined;
}

/** The figures of a statement that are not as expected, in the order of the expectation. */
export function billDifferences(statement: Statement, expected: ExpectedBill): BillDifference[] {
  return [...differences(expected, statement, { path: '', line: undefined })];
}

interface Place {
  readonly path: string;
  readonly line: string | undefined;
}

function* differences(expected: unknown, actual: unknown, place: Place): Generator<BillDifference> {
  if (expected === undefined || Object.is(expected, actual)) return;
  if (Array.isArray(expected) && Array.isArray(actual)) yield* ofLists(expected, actual, place);
  else if (isObject(expected) && isObject(actual)) yield* ofObjects(expected, actual, place);
  else yield { ...place, expected, actual };
}

function* ofLists(expected: readonly unknown[], actual: readonly unknown[], place: Place): Generator<BillDifference> {
  if (expected.length !== actual.length) {
    yield { ...inField(place, 'length'), expected: expected.length, actual: actual.length };
  }
  for (const [index, item] of expected.entries()) {
    const line = lineOf(actual[index]) ?? place.line;
    yield* differences(item, actual[index], { path: `${place.path}[${index}]`, line });
  }
}

function* ofObjects(expected: object, actual: Record<string, unknown>, place: Place): Generator<BillDifference> {
  for (const [name, value] of Object.entries(expected)) yield* differences(value, actual[name], inField(place, name));
}

function inField({ path, line }: Place, name: string): Place {
  return { path: path === '' ? name : `${path}.${name}`, line };
}

/** The words for a line of a statement: its usage, adjustment or credit. */
function lineOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const { projectId, counterName, quantity, unit, type, level, campaignName } = item;
  if (counterName !== undefined) return `${projectId}, ${counterName}, ${quantity} ${unit}`;
  if (level !== undefined) return `${type} of ${level}`;
  return type === undefined ? undefined : `${type} ${campaignName ?? ''}`.trim();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A message that tells the differences, a line for each figure. */
export function matchMessage(found: readonly BillDifference[]): string {
  const lines = found.map(({ path, expected, actual, line }) => {
    return `  ${path}: expected ${text(expected)}, got ${text(actual)}${line === undefined ? '' : ` (${line})`}`;
  });
  return ['The statement is not the bill that was expected:', ...lines].join('\n');
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
