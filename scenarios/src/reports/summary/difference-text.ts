import { figures, type Scalar } from '../../cases/bill.ts';
import type { Difference } from '../../runs/compare-outcomes.ts';

/** The place of a figure on a bill: its line, with the list that the line is in, and its name. */
export interface FigurePlace {
  /** The line, like `line item web/compute.c2.c8m8`; empty for a total. */
  readonly line: string;
  readonly figure: string;
}

const lists: Readonly<Record<string, string>> = {
  lineItems: 'line item',
  appliedAdjustments: 'adjustment',
  appliedCredits: 'credit',
  refused: 'refused',
};

/** The first figure of each list's lines. When it is missing, the whole line is. */
const linesBeginWith = new Set(
  [figures.lineItems, figures.appliedAdjustments, figures.appliedCredits].flatMap((list) =>
    Object.keys(list).slice(0, 1),
  ),
);

/** Takes a path apart, like `lineItems/web/compute.c2.c8m8/amount`. */
export function placeOf(path: string): FigurePlace {
  const [first = '', ...rest] = path.split('/');
  const list = lists[first];
  if (list === undefined || rest.length === 0) return { line: '', figure: path };
  if (first === 'refused') return { line: `step "${rest.join('/')}"`, figure: 'refusal' };
  if (rest.length === 1) return { line: `${list}s`, figure: rest.join('') };
  return { line: `${list} ${rest.slice(0, -1).join('/')}`, figure: rest.at(-1) ?? '' };
}

/** A figure's name in one line, like `vat` or `line item web/compute.c2.c8m8, amount`. */
function figureText(path: string): string {
  const { line, figure } = placeOf(path);
  return line === '' ? figure : `${line}, ${figure}`;
}

/** A value of a bill, or `nothing`. Text is in quotation marks when the other value would look the same. */
function valueText(value: Scalar | undefined, other?: Scalar): string {
  if (value === undefined) return 'nothing';
  const looksTheSame = other !== value && String(other) === String(value);
  return looksTheSame && typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** The text for a difference, and both sides of it where they say more. */
export interface DifferenceParts {
  /** The figure, like `vat`, or a clause like `line item web/compute.c2.c8m8 is missing`. */
  readonly what: string;
  readonly sides?: Pick<Difference, 'expected' | 'actual'>;
}

/** A difference in one line, like `vat: expected 4137, got 6137`. */
export function differenceText(difference: Difference): string {
  const { what, sides } = differenceParts(difference);
  if (!sides) return what;
  const { expected, actual } = sides;
  return `${what}: expected ${valueText(expected, actual)}, got ${valueText(actual, expected)}`;
}

export function differenceParts({ path, expected, actual }: Difference): DifferenceParts {
  const { line, figure } = placeOf(path);
  if (figure === 'refusal') return { what: refusalText(line, expected, actual) };
  if (linesBeginWith.has(figure) && line !== '') {
    if (actual === undefined) return { what: `${line} is missing` };
    if (expected === undefined) return { what: `${line} should not be there` };
  }
  return { what: figureText(path), sides: { expected, actual } };
}

function refusalText(step: string, expected: Difference['expected'], actual: Difference['actual']): string {
  if (expected === undefined) return `${step} was refused with ${valueText(actual)}`;
  if (actual === undefined) return `${step} was not refused, expected ${valueText(expected)}`;
  return `${step} was refused with ${valueText(actual)}, expected ${valueText(expected)}`;
}
