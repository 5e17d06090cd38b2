import { outstandingOf } from '../model/outstanding.ts';
import { carryRules } from '../rules/carry-rules.ts';
import { lastDay } from '../values/calendar.ts';
import { sumMoney } from '../values/money.ts';
import type { Defect } from './defect.ts';

const base = 'A late fee is of what is left of charge and tax, never of late fees.';

/** Mistakes about §8: the amounts that are carried, and those that bear a late fee. */
export const carryDefects: readonly Defect[] = [
  {
    name: 'part-payment-not-deducted',
    sentence: 'A month that was paid in part is carried with its full amount.',
    section: 8,
    rule: 'What was paid of a month is no longer owed.',
    rules: {
      carriedBalance: (owed) => (outstandingOf(owed) === 0 ? 0 : sumMoney([owed.charge, owed.vat, owed.lateFee])),
    },
  },
  {
    name: 'late-fee-without-grace',
    sentence: 'A late fee is charged as soon as the due date is over.',
    section: 8,
    rule: 'A month is overdue 30 days after its due date.',
    rules: { isOverdue: (owed, billed, policy) => carryRules.dueDate(owed, policy) <= lastDay(billed) },
  },
  {
    name: 'late-fee-every-month',
    sentence: 'A late fee is charged again every month until it is paid.',
    section: 8,
    rule: 'A late fee is charged once per month owed.',
    rules: { bearsLateFee: () => true },
  },
  {
    name: 'late-fee-on-late-fee',
    sentence: 'A late fee is charged on the late fee of an overdue month, too.',
    section: 8,
    rule: base,
    rules: { lateFeeBase: outstandingOf },
  },
  {
    name: 'late-fee-without-tax',
    sentence: 'A late fee is charged on the charge, and not on its tax.',
    section: 8,
    rule: base,
    rules: { lateFeeBase: (owed) => Math.min(outstandingOf(owed), owed.charge) },
  },
  {
    name: 'late-fee-on-what-was-paid',
    sentence: 'A late fee is charged on the full charge and tax of a month that was paid in part.',
    section: 8,
    rule: base,
    rules: { lateFeeBase: (owed) => (outstandingOf(owed) === 0 ? 0 : owed.charge + owed.vat) },
  },
];
