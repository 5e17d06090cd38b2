import { isInForce } from '../rules/in-force.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { percentOf, roundHalfUp } from '../values/exact.ts';
import type { Defect } from './defect.ts';

const latest = 'Of several contracts in force the one with the latest first month counts.';
const minimum = 'Usage after the discount and the base fee reach the minimum charge; what is missing is added.';

/** Mistakes about §4: the contract that counts, its prices, its base fee and its minimum charge. */
export const contractDefects: readonly Defect[] = [
  {
    name: 'oldest-contract-wins',
    sentence: 'The contract assigned first counts when several are in force.',
    section: 4,
    rule: latest,
    rules: {
      contractInForce: (assignments, month) => assignments.find((assignment) => isInForce(assignment, month))?.contract,
    },
  },
  {
    name: 'last-assigned-contract-wins',
    sentence: 'The contract assigned last counts when several are in force, even when it began earlier.',
    section: 4,
    rule: `${latest} Only of equal ones it is the one assigned last.`,
    rules: {
      contractInForce: (assignments, month) =>
        assignments.findLast((assignment) => isInForce(assignment, month))?.contract,
    },
  },
  {
    name: 'ended-contract-applied',
    sentence: 'A contract still counts after its last month.',
    section: 4,
    rule: 'A contract is in force through its last month.',
    rules: {
      contractInForce(assignments, month) {
        const open = assignments.map(({ monthTo: _, ...assignment }) => assignment);
        return standardRules.contractInForce(open, month);
      },
    },
  },
  {
    name: 'contract-ends-a-month-early',
    sentence: 'A contract no longer counts in its last month.',
    section: 4,
    rule: 'A contract is in force through its last month.',
    rules: {
      contractInForce(assignments, month) {
        const others = assignments.filter(({ monthTo }) => monthTo !== month);
        return standardRules.contractInForce(others, month);
      },
    },
  },
  {
    name: 'contract-price-ignored',
    sentence: "The contract's prices are ignored, and those of the price book count.",
    section: 4,
    rule: "A contract's price is in place of the price book's.",
    rules: {
      pricing: (counterName, _contract, member, policy) =>
        standardRules.pricing(counterName, undefined, member, policy),
    },
  },
  {
    name: 'base-fee-discounted',
    sentence: "The contract's discount applies to its base fee, too.",
    section: 4,
    rule: "A contract's discount is on line items.",
    rules: {
      baseFee(contract, usageAmount) {
        const fee = standardRules.baseFee(contract, usageAmount);
        return fee - roundHalfUp(percentOf(fee, contract?.discountRate ?? '0'));
      },
    },
  },
  {
    name: 'base-fee-only-with-usage',
    sentence: 'The base fee is not charged in a month without usage.',
    section: 4,
    rule: 'The base fee is due in a month without usage, too.',
    rules: {
      baseFee: (contract, usageAmount) => (usageAmount === 0 ? 0 : standardRules.baseFee(contract, usageAmount)),
    },
  },
  {
    name: 'minimum-charge-before-discount',
    sentence: 'Usage counts towards the minimum charge before the discount, not after it.',
    section: 4,
    rule: minimum,
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        standardRules.minimumCommitment({ ...reached, netAmount: reached.usageAmount }, minimumCharge),
    },
  },
  {
    name: 'minimum-charge-without-base-fee',
    sentence: 'The base fee does not count towards the minimum charge.',
    section: 4,
    rule: minimum,
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        standardRules.minimumCommitment({ ...reached, baseFee: 0 }, minimumCharge),
    },
  },
  {
    name: 'minimum-charge-only-with-usage',
    sentence: 'The minimum charge does not apply in a month without usage.',
    section: 4,
    rule: 'The minimum charge is due in a month without usage, too.',
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        reached.usageAmount === 0 ? 0 : standardRules.minimumCommitment(reached, minimumCharge),
    },
  },
];
