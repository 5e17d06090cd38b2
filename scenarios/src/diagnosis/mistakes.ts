import {
  canCombine,
  type Defect,
  defectNamed,
  type Figure,
  figuresOf,
  type Policy,
  type Rules,
  rankOrderOf,
  rulesWith,
} from '@billing-testkit/engine';

/** A mistake that a target may make: a known defect, or a figure with another value than the catalog's. */
export type Mistake = Defect | WrongFigure;

/** A figure with the value that a target has instead of the catalog's. */
export interface WrongFigure {
  /** Its place in the catalog with the value, like `lateFees.rate=6`. */
  readonly name: string;
  /** A sentence that tells both values. */
  readonly sentence: string;
  readonly section: number;
  /** A sentence that tells the catalog's value. */
  readonly rule: string;
  readonly figure: Figure;
  readonly value: string;
  /** Whether the target's bills print the catalog's value all the same. */
  readonly printsOther?: true;
  /** The policy with the value. */
  readonly policy: Policy;
}

export function isFigure(mistake: Mistake): mistake is WrongFigure {
  return 'figure' in mistake;
}

/** A figure with another value; undefined when it can't have the value, or has it already. */
export function wrongFigure(figure: Figure, value: string): WrongFigure | undefined {
  const policy = value === figure.value ? undefined : figure.withValue(value);
  if (!policy) return undefined;
  const { name, section } = figure;
  const rule = `${name} is ${figure.value} in the catalog.`;
  return { name: `${name}=${value}`, sentence: figure.sentence(value), section, rule, figure, value, policy };
}

const PRINTED = ', not printed';

/** The same wrong figure of a target whose bills print the catalog's value; undefined for a figure that no bill prints. */
export function notPrinted(wrong: WrongFigure): WrongFigure | undefined {
  const { name, figure, sentence } = wrong;
  if (figure.section !== 3 && !/\/(?:taxRate|timeZone)$/.test(figure.path)) return undefined;
  const told = `${sentence} Its bills print what the catalog has.`;
  return { ...wrong, name: `${name}${PRINTED}`, sentence: told, printsOther: true };
}

/** The figures that may be wrong in a target. The order of credit types is one of them as a whole, and not by its parts. */
export function solvableFigures(policy: Policy): Figure[] {
  const ranks = rankOrderOf(policy);
  return [...figuresOf(policy).filter(({ path }) => path !== '/credits/ranks'), ...(ranks ? [ranks] : [])];
}

/** The mistake of that name of targets that bill by `policy` otherwise. */
export function mistakeNamed(name: string, policy: Policy): Mistake | undefined {
  const defect = defectNamed(name, policy);
  if (defect) return defect;
  const figure = solvableFigures(policy).find((candidate) => name.startsWith(`${candidate.name}=`));
  if (!figure) return undefined;
  const text = name.slice(figure.name.length + 1);
  const wrong = wrongFigure(figure, text.replace(PRINTED, ''));
  return wrong && text.endsWith(PRINTED) ? notPrinted(wrong) : wrong;
}

const combined = new WeakMap<Policy, Map<string, Policy>>();

/** A policy with several other values, each of another figure. It is the same one for the same values. */
export function policyWith(policy: Policy, figures: readonly WrongFigure[]): Policy {
  const [only, another] = figures;
  if (!another) return only?.policy ?? policy;
  const known = combined.get(policy) ?? new Map<string, Policy>();
  combined.set(policy, known);
  const key = figures.map(({ name }) => name).join(' ');
  const made = known.get(key) ?? figures.reduce(withFigure, policy);
  known.set(key, made);
  return made;
}

function withFigure(policy: Policy, { figure, value }: WrongFigure): Policy {
  return (
    solvableFigures(policy)
      .find(({ name }) => name === figure.name)
      ?.withValue(value) ?? policy
  );
}

/** The rules of a target with some known mistakes that bills by a policy; the mistakes are those of engines that bill by another one. */
export function rulesBy(policy: Policy, defects: readonly Defect[]): Rules {
  return rulesWith(
    defects.map((defect) => defectNamed(defect.name, policy) ?? defect),
    policy,
  );
}

/** Whether one target can have both mistakes. */
export function canMeet(a: Mistake, b: Mistake): boolean {
  if (isFigure(a) && isFigure(b)) return a.figure.name !== b.figure.name;
  return isFigure(a) || isFigure(b) || canCombine(a, b);
}
