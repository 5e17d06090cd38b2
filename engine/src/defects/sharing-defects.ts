import { type Exact, floor, roundHalfUp, sumExact } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Defect } from './defect.ts';

const rule = 'The minor units left over in sharing out go one each to the projects with the largest fractions.';

/** §3: how a counter's amount is shared out to the projects. */
export const sharingDefects: readonly Defect[] = [
  {
    name: 'left-over-units-lost',
    sentence: "Every project's share is rounded down, and what is left over is billed to nobody.",
    section: 3,
    rule,
    rules: { share: (amount, quantities) => sharesOf(amount, quantities).map(floor) },
  },
  {
    name: 'left-over-units-to-the-first',
    sentence: 'All that is left over in sharing out goes to the first project.',
    section: 3,
    rule,
    rules: {
      share(amount, quantities) {
        const [, ...others] = sharesOf(amount, quantities).map(floor);
        return [amount - sumMoney(others), ...others];
      },
    },
  },
  {
    name: 'shares-rounded-by-themselves',
    sentence: "Every project's share is rounded half up, whatever they add up to.",
    section: 3,
    rule: "The projects' shares of a counter add up to its amount.",
    rules: { share: (amount, quantities) => sharesOf(amount, quantities).map(roundHalfUp) },
  },
];

function sharesOf(amount: Money, quantities: readonly Exact[]): Exact[] {
  const total = sumExact(quantities);
  return quantities.map((quantity) => (total.equals(0) ? total : quantity.mul(amount).div(total)));
}
