import type { AST } from '@eslint-community/regexpp';
import type { Random } from '../../random/random.ts';
import { poolOf } from './characters.ts';

/** The lengths that a text may have, in characters. */
export interface Lengths {
  readonly min: number;
  readonly max: number;
}

/** The style of a sample: it says how a pattern's free choices are made. */
export interface Style {
  /** Whether to take all characters that the pattern allows, and not only letters and digits. */
  readonly isMixed: boolean;
  /** Whether to repeat as often as the length allows. */
  readonly isLong: boolean;
}

const MORE = 8;
const MAX_REPEATS = 10_000;

/**
 * A text that follows a pattern, within the lengths where it can. Assertions in the midst of the pattern are not looked at, so that
 * a caller checks the text.
 */
export function sampleOf(tree: AST.Pattern, random: Random, lengths: Lengths, style: Style): string {
  const least = lengthOf(tree);
  const wanted = random.integer(
    Math.max(lengths.min, least),
    Math.max(lengths.min, Math.min(lengths.max, least + MORE)),
  );
  const writing = new Writing(random, Math.max(0, wanted - least), style);
  return writing.anyOf(tree.alternatives, wanted);
}

/** The texts that the assertions at the start of a pattern look for, such as a digit somewhere or a sign before it. */
export function assertionSamples({ alternatives }: AST.Pattern, random: Random): string {
  const elements = alternatives[0]?.elements ?? [];
  return elements
    .filter(
      (element) => element.type === 'Assertion' && 'negate' in element && element.kind !== 'word' && !element.negate,
    )
    .map((element) =>
      'alternatives' in element
        ? new Writing(random, 0, { isMixed: true, isLong: false }).anyOf(element.alternatives, 0)
        : '',
    )
    .join('');
}

/** A text that is being written. */
class Writing {
  readonly #random: Random;
  readonly #style: Style;
  readonly #groups = new Map<AST.CapturingGroup, string>();
  /** The number of characters that may still be added to the shortest text. */
  #extra: number;

  constructor(random: Random, extra: number, style: Style) {
    this.#random = random;
    this.#extra = extra;
    this.#style = style;
  }

  anyOf(alternatives: readonly AST.Alternative[], wanted: number): string {
    const fitting = alternatives.filter((alternative) => sumOf(alternative.elements) <= wanted);
    const chosen = this.#random.pick(fitting.length > 0 ? fitting : alternatives);
    return (chosen?.elements ?? []).map((element) => this.#element(element)).join('');
  }

  #element(element: AST.Element): string {
    switch (element.type) {
      case 'Character':
        return String.fromCodePoint(element.value);
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return this.#character(element);
      case 'Group':
        return this.anyOf(element.alternatives, Number.POSITIVE_INFINITY);
      case 'CapturingGroup':
        return this.#group(element);
      case 'Quantifier':
        return this.#repeated(element);
      case 'Backreference':
        return [element.resolved].flat().reduce((text, group) => this.#groups.get(group) ?? text, '');
      case 'Assertion':
        return '';
    }
  }

  #character(element: AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass): string {
    const { usual, all } = poolOf(element);
    return this.#random.pick(this.#style.isMixed ? all : usual) ?? '';
  }

  #group(group: AST.CapturingGroup): string {
    const text = this.anyOf(group.alternatives, Number.POSITIVE_INFINITY);
    this.#groups.set(group, text);
    return text;
  }

  #repeated({ element, min, max }: AST.Quantifier): string {
    const unit = Math.max(1, lengthOfElement(element));
    const room = Math.min(max - min, Math.floor(this.#extra / unit), MAX_REPEATS);
    const more = this.#moreOf(room);
    this.#extra -= more * unit;
    return Array.from({ length: Math.min(min + more, MAX_REPEATS) }, () => this.#element(element)).join('');
  }

  #moreOf(room: number): number {
    if (room <= 0) return 0;
    return this.#style.isLong ? room : this.#random.integer(Math.ceil(room / 2), room);
  }
}

const shortestLengths = new WeakMap<object, number>();

/** The length of the shortest text. */
function lengthOf({ alternatives }: Pick<AST.Pattern, 'alternatives'>): number {
  return Math.min(...alternatives.map(({ elements }) => sumOf(elements)));
}

function sumOf(elements: readonly AST.Element[]): number {
  return elements.reduce((sum, element) => sum + lengthOfElement(element), 0);
}

function lengthOfElement(element: AST.Element): number {
  const known = shortestLengths.get(element);
  if (known !== undefined) return known;
  const length = shortest(element);
  shortestLengths.set(element, length);
  return length;
}

function shortest(element: AST.Element): number {
  if (element.type === 'Assertion' || element.type === 'Backreference') return 0;
  if (element.type === 'Quantifier') return element.min * lengthOfElement(element.element);
  return element.type === 'Group' || element.type === 'CapturingGroup' ? lengthOf(element) : 1;
}
