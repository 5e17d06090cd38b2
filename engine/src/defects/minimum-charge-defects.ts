import { standardRules } from '../rules/standard-rules.ts';
import type { Defect } from './defect.ts';

const rule = 'Usage after the discount and the base fee reach the minimum charge; what is missing is added.';

/** §4: what a contract's minimum charge adds. */
export const minimumChargeDefects: readonly Defect[] = [
  {
    name: 'minimum-charge-before-discount',
    sentence: 'The minimum charge is reached by usage before the discount.',
    section: 4,
    rule,
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        standardRules.minimumCommitment({ ...reached, netAmount: reached.usageAmount }, minimumCharge),
    },
  },
  {
    name: 'minimum-charge-without-base-fee',
    sentence: 'The minimum charge is reached by usage alone: the base fee comes on top.',
    section: 4,
    rule,
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        standardRules.minimumCommitment({ ...reached, baseFee: 0 }, minimumCharge),
    },
  },
  {
    name: 'minimum-charge-only-with-usage',
    sentence: 'The minimum charge is forgotten in a month in which nothing was used.',
    section: 4,
    rule: 'The minimum charge is due in a month without usage, too.',
    rules: {
      minimumCommitment: (reached, minimumCharge) =>
        reached.usageAmount === 0 ? 0 : standardRules.minimumCommitment(reached, minimumCharge),
    },
  },
];
