import { type Outcome, type Scalar, withoutFigures } from '../cases/bill.ts';
import { ONE, toDecimal, toSmallest } from '../matrices/built-in/decimals.ts';
import { figuresOf } from '../runs/compare-outcomes.ts';
import { isWrongCell, type Observation, type WrongCell } from './observation.ts';
import type { SoughtFigure } from './sought-figure.ts';
import { type Compare, signOf } from './value-range.ts';

type Values = ReadonlyMap<string, Scalar>;

/** The comparison of a figure's values with the target's own value, by one bill of the target; undefined when the bill does not tell. */
export function comparisonBy(observation: Observation, sought: SoughtFigure): Compare | undefined {
  if (!observation.outcomes.reads(sought.figure)) return undefined;
  return isWrongCell(observation) ? byDifference(observation, sought) : byAgreement(observation, sought);
}

/** The comparison by the first figure of the bill that differs and that follows from the value: an amount, or else the refusal of a step. */
function byDifference({ outcomes, omits, result }: WrongCell, sought: SoughtFigure): Compare | undefined {
  const valuesOf = (outcome: Outcome): Values => valuesIn(outcome, omits);
  const target = valuesOf(result.evidence.actual);
  const base = valuesOf(outcomes.with(sought.besides));
  const tried = triedValues(sought).map((value) => valuesOf(sought.outcome(outcomes, value)));
  const follows = (path: string) => tried.some((values) => values.get(path) !== base.get(path));
  const wrong = [...new Set([...base.keys(), ...target.keys()])].filter((path) => base.get(path) !== target.get(path));
  const amounts = wrong.filter((path) => [base, target].every((values) => amountOf(values.get(path)) !== undefined));
  const guide = amounts.find(follows) ?? wrong.filter((path) => path.startsWith('refused/')).find(follows);
  if (guide === undefined) return undefined;
  const wanted = target.get(guide);
  return (value) => {
    const made = valuesOf(sought.outcome(outcomes, textOf(value, sought))).get(guide);
    if (made === wanted) return 0;
    const [a, b] = [amountOf(made), amountOf(wanted)];
    return a === undefined || b === undefined ? 1 : signOf(a, b);
  };
}

/** The comparison by a right bill: values further away than the catalog's would make another bill. */
function byAgreement(observation: Observation, sought: SoughtFigure): Compare | undefined {
  if (observation.result.verdict !== 'agrees') return undefined;
  const own = toSmallest(sought.figure.value);
  return (value) => (sought.makes(observation, textOf(value, sought)) ? 0 : signOf(value, own));
}

function valuesIn(outcome: Outcome, omits: readonly string[]): Values {
  return new Map([...figuresOf(withoutFigures(outcome, omits))].map(([path, { value }]) => [path, value]));
}

/** Values so far from the catalog's that a bill by them shows which of its figures follow from the value. */
function triedValues({ figure: { value, domain } }: SoughtFigure): string[] {
  if (domain.kind !== 'decimal' && domain.kind !== 'whole') return [];
  const own = toSmallest(value);
  const step = own === 0n ? toSmallest('10') : own / 2n;
  const [min, max] = [toSmallest(String(domain.min)), toSmallest(String(domain.max))];
  return [own - step, own + step].filter((tried) => tried >= min && tried <= max).map(toDecimal);
}

/** A value as the figure has it: days and amounts of money are whole numbers. */
function textOf(value: bigint, { figure: { domain } }: SoughtFigure): string {
  return toDecimal(domain.kind === 'whole' ? (value / ONE) * ONE : value);
}

/** Quantities are printed with all their decimals, which may be more than a figure of the catalog has. */
const MAX_DECIMALS = 60;

/** An amount, quantity or rate in fractions that are small enough for all. */
function amountOf(value: Scalar | undefined): bigint | undefined {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d{1,18})(?:\.(\d{1,60}))?$/.exec(String(value)) ?? [];
  if (whole === '') return undefined;
  const amount = BigInt(whole + fraction.padEnd(MAX_DECIMALS, '0'));
  return sign === '-' ? -amount : amount;
}
