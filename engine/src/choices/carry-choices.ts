import { outstandingOf } from '../model/outstanding.ts';
import { carryRules } from '../rules/carry-rules.ts';
import type { Alternatives } from './alternatives.ts';

const { bearsLateFee, lateFeeBase, overdueOn } = carryRules;

/** §8: the number of times that a late fee is charged for a month, its days of grace, and the amount that it is on. */
export const carryChoices: Pick<Alternatives, 'lateFee' | 'lateFeeGrace' | 'lateFeeOn'> = {
  lateFee: {
    ONCE: {
      defect: 'late-fee-once',
      sentence: 'A late fee is charged once per month owed.',
      rules: { bearsLateFee },
    },
    EVERY_MONTH: {
      defect: 'late-fee-every-month',
      sentence: 'A late fee is charged again every month until the month owed is paid.',
      rules: { bearsLateFee: () => true },
    },
  },
  lateFeeGrace: {
    AFTER_GRACE: {
      defect: 'late-fee-after-grace',
      sentence: 'A month is overdue when its due date and the grace period are over.',
      rules: { overdueOn },
    },
    NONE: {
      defect: 'late-fee-without-grace',
      sentence: 'A month is overdue as soon as its due date is over.',
      rules: { overdueOn: carryRules.dueDate },
    },
  },
  lateFeeOn: {
    CHARGE_AND_TAX: {
      defect: 'late-fee-on-charge-and-tax',
      sentence: 'A late fee is on what is left of charge and tax, never on late fees.',
      rules: { lateFeeBase },
    },
    CHARGE: {
      defect: 'late-fee-without-tax',
      sentence: 'A late fee is on what is outstanding, up to the charge without tax.',
      rules: { lateFeeBase: (owed) => Math.min(outstandingOf(owed), owed.charge) },
    },
    BILLED: {
      defect: 'late-fee-on-what-was-paid',
      sentence: 'A late fee is on the whole charge and tax of a month of which something is outstanding.',
      rules: { lateFeeBase: (owed) => (outstandingOf(owed) === 0 ? 0 : owed.charge + owed.vat) },
    },
    OUTSTANDING: {
      defect: 'late-fee-on-late-fee',
      sentence: 'A late fee is on all that is outstanding of a month, its late fee included.',
      rules: { lateFeeBase: outstandingOf },
    },
  },
};
