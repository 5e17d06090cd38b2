import { percentOf } from '../values/exact.ts';
import { sumMoney } from '../values/money.ts';
import { isInForce } from './in-force.ts';
import type { Rules } from './rules.ts';

type ContractRules = Pick<Rules, 'contractInForce' | 'contractDiscount' | 'baseFee' | 'minimumCommitment'>;

/** §4: the contract that counts, and the amounts that it takes off and adds. */
export const contractRules: ContractRules = {
  contractInForce(assignments, month) {
    const inForce = assignments.filter((assignment) => isInForce(assignment, month));
    const latest = inForce.reduce((from, { monthFrom }) => (monthFrom > from ? monthFrom : from), '');
    return inForce.findLast(({ monthFrom }) => monthFrom === latest)?.contract;
  },

  contractDiscount: percentOf,

  baseFee: (contract) => contract?.baseFee ?? 0,

  minimumCommitment: ({ netAmount, baseFee }, minimumCharge) =>
    Math.max(0, minimumCharge - sumMoney([netAmount, baseFee])),
};
