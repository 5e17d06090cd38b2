import type { Json } from '../documents/json-value.ts';

/**
 * The effect of a difference on the values that a schema allows: it allows more (`wider`), fewer (`narrower`), or others (`other`).
 * `added` and `removed` are about fields, which a schema may allow without describing them; `default` is about values that are left out.
 */
export type Effect = 'wider' | 'narrower' | 'other' | 'added' | 'removed' | 'default';

export interface KeywordDifference {
  readonly message: string;
  readonly effect: Effect;
}

type Compare = (before: unknown, after: unknown) => Effect | undefined;

/** A bound that a smaller number makes wider: a minimum. `unset` is the bound of a schema that has none. */
function lowerBound(unset: number): Compare {
  return (before, after) => {
    const change = numberOr(after, unset) - numberOr(before, unset);
    if (change === 0 || Number.isNaN(change)) return undefined;
    return change > 0 ? 'narrower' : 'wider';
  };
}

const upperBound: Compare = (before, after) => {
  const change = numberOr(after, Number.POSITIVE_INFINITY) - numberOr(before, Number.POSITIVE_INFINITY);
  if (change === 0 || Number.isNaN(change)) return undefined;
  return change < 0 ? 'narrower' : 'wider';
};

/** A condition that is there or not; another one allows other values. */
const condition: Compare = (before, after) => {
  if (textFor(before) === textFor(after)) return undefined;
  if (isUnset(before)) return 'narrower';
  return isUnset(after) ? 'wider' : 'other';
};

const asDefault: Compare = (before, after) => (textFor(before) === textFor(after) ? undefined : 'default');

const comparisons: Readonly<Record<string, Compare>> = {
  minimum: lowerBound(Number.NEGATIVE_INFINITY),
  minLength: lowerBound(0),
  minItems: lowerBound(0),
  minProperties: lowerBound(0),
  maximum: upperBound,
  maxLength: upperBound,
  maxItems: upperBound,
  maxProperties: upperBound,
  exclusiveMinimum: condition,
  exclusiveMaximum: condition,
  multipleOf: condition,
  pattern: condition,
  format: condition,
  uniqueItems: condition,
  const: condition,
  not: condition,
  'x-unknown-fields': condition,
  default: asDefault,
};

/** The differences of the keywords that can be compared by themselves. */
export function keywordDifferences(before: Json, after: Json): KeywordDifference[] {
  return Object.entries(comparisons).flatMap(([name, compare]) => {
    const effect = compare(before[name], after[name]);
    if (effect === undefined) return [];
    return { message: `${name} is ${textFor(after[name])}, not ${textFor(before[name])}`, effect };
  });
}

/** The difference of the types that a value may have. */
export function typeDifference(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): KeywordDifference | undefined {
  const isWider = covers(after, before);
  const isNarrower = covers(before, after);
  if (isWider && isNarrower) return undefined;
  const words = (types: readonly string[] | undefined) => types?.join(' or ') ?? 'left out';
  const effect = isWider ? 'wider' : 'narrower';
  return { message: `type is ${words(after)}, not ${words(before)}`, effect: isWider || isNarrower ? effect : 'other' };
}

/** The values that an `enum` has gained or lost. */
export function enumDifferences(
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
): KeywordDifference[] {
  if (before === undefined || after === undefined) {
    const effect = condition(before, after);
    return effect === undefined ? [] : [{ message: `enum is ${textFor(after)}, not ${textFor(before)}`, effect }];
  }
  const lost = before.filter((value) => !after.includes(value));
  const gained = after.filter((value) => !before.includes(value));
  return [
    ...lost.map(
      (value): KeywordDifference => ({ message: `${textFor(value)} is no value any more`, effect: 'narrower' }),
    ),
    ...gained.map((value): KeywordDifference => ({ message: `${textFor(value)} is a new value`, effect: 'wider' })),
  ];
}

/** Whether every value of the second types has one of the first. */
function covers(types: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  if (types === undefined) return true;
  if (others === undefined) return false;
  return others.every((other) => types.includes(other) || (other === 'integer' && types.includes('number')));
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === false;
}

function numberOr(value: unknown, unset: number): number {
  return typeof value === 'number' ? value : unset;
}

export function textFor(value: unknown): string {
  return isUnset(value) ? 'left out' : JSON.stringify(value);
}
