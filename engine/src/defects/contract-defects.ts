import { isInForce } from '../rules/in-force.ts';
import { standardRules } from '../rules/standard-rules.ts';
import type { GeneralDefect } from './defect.ts';

const latest = 'Of several contracts in force the one with the latest first month counts.';

/** §4: the contract that counts, and its prices. */
export const contractDefects: readonly GeneralDefect[] = [
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
    rule: `${latest} Among those with the same first month, the one assigned last counts.`,
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
];
