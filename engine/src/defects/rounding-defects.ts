import type { CounterUsage, Rules } from '../rules/rules.ts';
import { type Exact, exact, floor, roundHalfUp, sumExact } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import { billedParts } from './billed-parts.ts';
import type { Defect } from './defect.ts';

const halfUp = 'Amounts round half up.';
const once = 'What a counter costs the billing group is rounded once.';

/** §3: how often and how amounts are rounded. */
export const roundingDefects: readonly Defect[] = [
  {
    name: 'amounts-rounded-down',
    sentence: 'Amounts lose what is over a whole minor unit.',
    section: 3,
    rule: halfUp,
    rules: { round: floor },
  },
  {
    name: 'amounts-rounded-half-to-even',
    sentence: 'Amounts round a half to the even neighbour, as banks do.',
    section: 3,
    rule: halfUp,
    rules: { round: roundHalfToEven },
  },
  {
    name: 'rounded-per-project',
    sentence: 'What a counter costs is rounded for each project, and then summed.',
    section: 3,
    rule: once,
    rules: { counterAmount: roundedBy((projects) => projects.map(({ quantity }) => quantity)) },
  },
  {
    name: 'rounded-per-reading',
    sentence: 'What a counter of amounts used costs is rounded for each reading, and then summed.',
    section: 3,
    rule: once,
    rules: { counterAmount: roundedBy(billedParts) },
  },
];

function roundHalfToEven(amount: Exact): Money {
  const rounded = roundHalfUp(amount);
  const isHalf = amount.sub(exact(floor(amount))).equals(0.5);
  return isHalf && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Prices the whole quantity, and rounds what each part contributes to it. */
function roundedBy(partsOf: (projects: CounterUsage['projects']) => Exact[]): Rules['counterAmount'] {
  return ({ projects }, price, round) => {
    const parts = partsOf(projects).filter((part) => part.gt(0));
    const total = sumExact(parts);
    const whole = price(total);
    return sumMoney(parts.map((part) => round(whole.mul(part).div(total))));
  };
}
