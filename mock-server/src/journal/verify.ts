import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '@billing-testkit/contracts';
import { toPointerPart } from '../errors/json-pointer.ts';
import type { Entry } from './journal.ts';

type Difference = Schema<'BodyDifference'>;

/** The number of differences that are told. */
const MAX_DIFFERENCES = 50;

/** An entry whose body is not the expected one, with the differences. */
interface Mismatch {
  readonly entry: Entry;
  readonly differences: readonly Difference[];
}

/** The number of entries that match, and the nearest of the others, the newest of several that are equally near. */
export interface Verification {
  readonly count: number;
  readonly nearest: Mismatch | undefined;
}

/** Compares the bodies of entries with an expected body. Every body matches when that is `undefined`. */
export function verify(entries: readonly Entry[], expected: unknown): Verification {
  if (expected === undefined) return { count: entries.length, nearest: undefined };
  let count = 0;
  let nearest: Mismatch | undefined;
  for (const entry of entries) {
    const differences = [...differencesOf(expected, bodyOf(entry), '')];
    if (differences.length === 0) count += 1;
    else if (!nearest || differences.length <= nearest.differences.length) nearest = { entry, differences };
  }
  return { count, nearest: nearest && { ...nearest, differences: nearest.differences.slice(0, MAX_DIFFERENCES) } };
}

/** The JSON of a body; `undefined` when there was none, or only its beginning was kept, which may be JSON of its own. */
function bodyOf({ requestBody, isBodyCut }: Entry): unknown {
  if (isBodyCut) return undefined;
  try {
    return JSON.parse(requestBody.toString());
  } catch {
    return undefined;
  }
}

function* differencesOf(expected: unknown, actual: unknown, path: string): Generator<Difference> {
  const parts = partsOf(expected, actual);
  if (parts === undefined) {
    if (!isDeepStrictEqual(expected, actual)) yield { path, expected, ...(actual !== undefined && { actual }) };
    return;
  }
  for (const [name, value, found] of parts) yield* differencesOf(value, found, `${path}/${toPointerPart(name)}`);
}

type Part = readonly [name: string, expected: unknown, actual: unknown];

/** The parts of two lists of the same length, or of two objects; `undefined` for values that are compared as a whole. */
function partsOf(expected: unknown, actual: unknown): Part[] | undefined {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.map((item, index) => [String(index), item, actual[index]]);
  }
  if (!isObject(expected) || !isObject(actual)) return undefined;
  return Object.entries(expected).map(([name, value]) => {
    return [name, value, Object.hasOwn(actual, name) ? actual[name] : undefined];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
