import { type Random, randomOf } from '../../random/random.ts';
import type { Checker } from '../checking/checker.ts';
import type { RealisticSource } from '../realistic/realistic-source.ts';

/** There is no value. */
export const NONE = Symbol('no value');

export type Made = unknown | typeof NONE;

/** The extent of a value: the share of its optional parts that are made. */
type Extent = 'usual' | 'some' | 'least';

/** The state of making one value with all its parts. */
export interface Making {
  readonly source: RealisticSource;
  readonly random: Random;
  readonly checker: Checker;
  /** Whether the examples of schemas are taken. */
  usesExamples: boolean;
  extent: Extent;
  /** The number of parts that may still be made before making is given up. */
  partsLeft: number;
  /** The number of parts that may still be made before optional ones are left out. */
  usualLeft: number;
  /** The number of objects and lists around the part that is being made. */
  depth: number;
  /** Whether a value has to differ from other shapes that it would also have. */
  isApart: boolean;
}

const USUAL_PARTS = 300;
const MOST_PARTS = 50_000;

/** The levels at which optional objects and lists are still made. */
export const OPTIONAL_DEPTH = 4;

/** The levels from which only the shortest way to an end is taken. */
export const SHORTEST_FROM = 8;

export function newMaking(source: RealisticSource, checker: Checker, usesExamples: boolean): Making {
  const { random } = source;
  return {
    source,
    random,
    checker,
    usesExamples,
    extent: 'usual',
    partsLeft: MOST_PARTS,
    usualLeft: USUAL_PARTS,
    depth: 0,
    isApart: false,
  };
}

/** Whether so much was made that nothing optional should follow. */
export function isLarge({ usualLeft }: Making): boolean {
  return usualLeft < 0;
}

/** Makes something by random numbers of its own, which are always the same. */
export function withOwnRandom(making: Making, make: (own: Making) => Made): Made {
  const { source, checker, random } = making;
  source.random = randomOf('judgement');
  try {
    return make(newMaking(source, checker, false));
  } finally {
    source.random = random;
  }
}
