import { type Choice, choices, chosenIn, type Figure, type Policy, type Pricing } from '@billing-testkit/engine';
import { solvableFigures } from '../diagnosis/mistakes.ts';
import { withRules } from './hypothesis.ts';
import { printedFigures } from './printed-figures.ts';

/** A difference of a fitted catalog from the one that it began with. */
export interface Finding {
  /** Its place in the catalog, like `lateFees.rate` or `rules.taxOn`. */
  readonly name: string;
  /** The value that it had, and the one that was found. */
  readonly value: string;
  readonly found: string;
  /** A sentence that tells both values. */
  readonly sentence: string;
  /** The field of the catalog that has it, like `members.kr`, `prices.storage.ssd` or `lateFees.rate`. */
  readonly place: string;
  /** A policy with the value that there was before; undefined when it can't have it. */
  readonly undoneIn: (policy: Policy) => Policy | undefined;
}

/** All differences of `fitted` from `base`, in the order of the catalog. Both have the same members and counters. */
export function findingsBetween(base: Policy, fitted: Policy): Finding[] {
  return [...figureFindings(base, fitted), ...choices.flatMap((choice) => choiceFinding(choice, base, fitted))];
}

function figureFindings(base: Policy, fitted: Policy): Finding[] {
  const others = [...solvableFigures(fitted), ...printedFigures(fitted)];
  const printed = printedFigures(base).filter((figure) => !isPrice(figure) || hasOtherTerms(figure, base, fitted));
  const terms = printed.filter(isPrice).map(({ path }) => `${path}/`);
  // A price with another model or other tiers is told as a whole, with all its terms.
  const single = solvableFigures(base).filter(({ path }) => !terms.some((whole) => path.startsWith(whole)));
  return [...printed, ...single].flatMap((figure) => {
    const found = others.find(({ name }) => name === figure.name);
    return found && found.value !== figure.value ? [findingOf(figure, found.value, base)] : [];
  });
}

function isPrice({ section }: Figure): boolean {
  return section === 3;
}

/** Whether a price has another model, unit or number of tiers, and not only other numbers. */
function hasOtherTerms({ path }: Figure, base: Policy, fitted: Policy): boolean {
  const [one, other] = [base, fitted].map((policy) => shapeOf(pricingAt(path, policy)));
  return one !== other;
}

function pricingAt(path: string, { priceBook }: Policy): Pricing | undefined {
  const [row = 0, place = 0] = (path.match(/\d+/g) ?? []).map(Number);
  return priceBook[row]?.prices[place]?.pricing;
}

function shapeOf(pricing: Pricing | undefined): string {
  return JSON.stringify([pricing?.model, pricing?.unit, pricing && 'tiers' in pricing ? pricing.tiers.length : 0]);
}

function findingOf({ name, value, path, sentence }: Figure, found: string, base: Policy): Finding {
  return {
    name,
    value,
    found,
    sentence: sentence(found),
    place: placeOf(path, base),
    undoneIn: (policy) =>
      [...solvableFigures(policy), ...printedFigures(policy)].find((figure) => figure.name === name)?.withValue(value),
  };
}

/** The field of a catalog that has the figure at a JSON pointer into its policy. */
function placeOf(path: string, { members, priceBook }: Policy): string {
  const [, part = '', field = ''] = path.split('/');
  switch (part) {
    case 'members':
      return `members.${members[Number(field)]?.member}`;
    case 'priceBook':
      return `prices.${priceBook[Number(field)]?.counter}`;
    case 'unitDimensions':
      return 'units';
    default:
      return `${part}.${field}`;
  }
}

function choiceFinding(choice: Choice, base: Policy, fitted: Policy): Finding[] {
  const [before, after] = [chosenIn(base, choice), chosenIn(fitted, choice)];
  if (before.name === after.name) return [];
  const name = `rules.${choice.name}`;
  return [
    {
      name,
      value: before.name,
      found: after.name,
      sentence: `${name} is ${after.name}, not ${before.name}: ${after.sentence}`,
      place: name,
      undoneIn: (policy) => withRules(policy, { [choice.name]: before.name }),
    },
  ];
}
