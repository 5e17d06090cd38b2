import type { AST } from '@eslint-community/regexpp';
import { type Random, randomOf } from '../../random/random.ts';
import { type Match, matchOf, parsePattern } from './match.ts';
import { assertionSamples, type Lengths, sampleOf } from './sample.ts';

const ATTEMPTS = 40;
const ANY_LENGTH: Lengths = { min: 0, max: Number.POSITIVE_INFINITY };

/** A pattern of a document. */
export class Pattern {
  readonly source: string;
  readonly #tree: AST.Pattern | undefined;
  #match: Match | undefined;
  /** Whether no text is found that matches, found out once and always in the same way. */
  #isUnsatisfiable: boolean | undefined;

  constructor(source: string) {
    this.source = source;
    this.#tree = parsePattern(source);
  }

  /** Whether it is a pattern at all. One that is not matches every text. */
  get isReadable(): boolean {
    return this.#tree !== undefined;
  }

  /** Whether a text has a match. */
  matches(text: string): boolean {
    if (!this.#tree) return true;
    this.#match ??= matchOf(this.source, this.#tree);
    return this.#match(text);
  }

  /** A text that matches and that `isRight` accepts; `undefined` when none is found. */
  sample(random: Random, lengths: Lengths, isRight: (text: string) => boolean): string | undefined {
    if (!this.#tree || this.#isUnsatisfiable) return undefined;
    const text = this.#sample(this.#tree, random, lengths, isRight);
    if (text === undefined && this.#isUnsatisfiable === undefined) {
      this.#isUnsatisfiable = this.#sample(this.#tree, randomOf('judgement'), ANY_LENGTH, () => true) === undefined;
    }
    return text;
  }

  #sample(tree: AST.Pattern, random: Random, lengths: Lengths, isRight: (text: string) => boolean): string | undefined {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const prefix = attempt % 2 === 1 ? assertionSamples(tree, random) : '';
      const text =
        prefix + sampleOf(tree, random, lengths, { isMixed: attempt > ATTEMPTS / 4, isLong: attempt % 4 === 2 });
      for (const candidate of [text, filled(text, lengths)]) {
        if (this.matches(candidate) && isRight(candidate)) return candidate;
      }
    }
    return undefined;
  }
}

/** A text that is too short, with more of its last character: where the pattern is open at its end, that matches too. */
function filled(text: string, { min }: Lengths): string {
  const length = Array.from(text).length;
  return length >= min ? text : text + 'x'.repeat(Math.min(min - length, 1_000_000));
}

const patterns = new Map<string, Pattern>();
const MAX_KEPT = 10_000;

/** The pattern of a source, compiled once however many schemas have it. */
export function patternOf(source: string): Pattern {
  const known = patterns.get(source);
  if (known) return known;
  if (patterns.size >= MAX_KEPT) patterns.clear();
  const pattern = new Pattern(source);
  patterns.set(source, pattern);
  return pattern;
}
