import { percentOf, ZERO } from '../values/exact.ts';
import { sumMoney } from '../values/money.ts';
import { isInForce } from './in-force.ts';
import type { Rules } from './rules.ts';

type ContractRules = Pick<
  Rules,
  | 'contractInForce'
  | 'contractDiscount'
  | 'lineDiscounts'
  | 'isBaseFeeDue'
  | 'baseFeeDiscount'
  | 'isMinimumChargeDue'
  | 'reachedOfMinimumCharge'
>;

/** §4: the contract that counts, and the amounts that it takes off and adds. */
export const contractRules: ContractRules = {
  contractInForce(assignments, month) {
    const inForce = assignments.filter((assignment) => isInForce(assignment, month));
    const latest = inForce.reduce((from, { monthFrom }) => (monthFrom > from ? monthFrom : from), '');
    return inForce.findLast(({ monthFrom }) => monthFrom === latest)?.contract;
  },

  contractDiscount: percentOf,

  lineDiscounts: (amounts, discountOf, round) => amounts.map((amount) => round(discountOf(amount))),

  isBaseFeeDue: () => true,

  baseFeeDiscount: () => ZERO,

  isMinimumChargeDue: () => true,

  reachedOfMinimumCharge: ({ netAmount, baseFee }) => sumMoney([netAmount, baseFee]),
};
