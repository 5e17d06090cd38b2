import {
  checkPolicy,
  choices,
  type Figure,
  type Policy,
  type RuleChoices,
  standardPolicy,
} from '@billing-testkit/engine';
import { solvableFigures } from '../src/diagnosis/mistakes.ts';
import { toDecimal, toSmallest } from '../src/matrices/built-in/decimals.ts';
import { RandomNumbers } from './random-numbers.ts';

/** The numbers of choices and figures that are others. */
const CHOICES = 3;
const FIGURES = 4;

const timeZones = [
  'UTC',
  'Asia/Kathmandu',
  'Europe/Lisbon',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Pacific/Auckland',
];

/** The standard catalog with three other choices of rules and four other figures, chosen at random: others for each seed. */
export function otherCatalog(seed: number): Policy {
  const random = new RandomNumbers(seed);
  for (;;) {
    const policy = withOtherFigures(withOtherChoices(random), random);
    if (policy && isPolicy(policy)) return policy;
  }
}

function withOtherChoices(random: RandomNumbers): Policy {
  const chosen = random.shuffled(choices).slice(0, CHOICES);
  const rules: RuleChoices = Object.fromEntries(
    chosen.map(({ name, alternatives: [, ...others] }) => [name, random.oneOf(others).name]),
  );
  const { lateFees } = standardPolicy;
  const graceDays = rules.lateFeeGrace === 'NONE' ? 0 : lateFees.graceDays;
  return { ...standardPolicy, lateFees: { ...lateFees, graceDays }, rules };
}

function withOtherFigures(policy: Policy, random: RandomNumbers): Policy | undefined {
  const chosen = random.shuffled(solvableFigures(policy)).slice(0, FIGURES);
  return chosen.reduce<Policy | undefined>((changed, { name }) => {
    const figure = changed && solvableFigures(changed).find((one) => one.name === name);
    return figure?.withValue(otherValue(figure, random));
  }, policy);
}

/** The figure changed by the least that matters, or another value that a team could have. */
function otherValue(figure: Figure, random: RandomNumbers): string {
  const { domain, mutants, value } = figure;
  const nearest = random.oneOf(mutants).value;
  if (random.isTrue(0.3)) return nearest;
  switch (domain.kind) {
    case 'timeZone':
      return random.oneOf(timeZones);
    case 'whole':
      return String(Math.max(domain.min, Math.min(domain.max, Number(value) + random.whole(-25, 25))));
    case 'decimal':
      return scaled(value, random) ?? nearest;
    case 'option':
      return nearest;
  }
}

/** A decimal between the half and the double of another one, with as many places. */
function scaled(value: string, random: RandomNumbers): string | undefined {
  const places = value.split('.')[1]?.length ?? 0;
  const step = toSmallest('1') / 10n ** BigInt(places);
  const other = (toSmallest(value) * BigInt(random.whole(50, 200))) / 100n;
  const text = toDecimal(other - (other % step));
  return text === value || other < step ? undefined : text;
}

function isPolicy(policy: Policy): boolean {
  try {
    checkPolicy(policy);
    return true;
  } catch {
    return false;
  }
}
