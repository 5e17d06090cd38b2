import { firstDay, lastDay } from '../values/calendar.ts';
import type { Defect } from './defect.ts';

const usable = "A credit is usable that begins not after the month's last day and expires not before its first.";

/** §6: which credits count, and how much they give. */
export const creditDefects: readonly Defect[] = [
  {
    name: 'expired-credit-used',
    sentence: 'A credit that expired before the month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasExpired: () => false },
  },
  {
    name: 'credit-expiring-in-month-refused',
    sentence: 'Only a credit that outlives the month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= lastDay(month) },
  },
  {
    name: 'credit-expiring-on-first-day-refused',
    sentence: "A credit that expires on the month's first day is not used.",
    section: 6,
    rule: 'A credit can be used through the date on which it expires.',
    rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= firstDay(month) },
  },
  {
    name: 'future-credit-used',
    sentence: 'A credit that is valid only from a later month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasBegun: () => true },
  },
  {
    name: 'credit-beginning-in-month-refused',
    sentence: 'Only a credit that is valid the whole month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasBegun: ({ validFrom }, month) => validFrom === undefined || validFrom <= firstDay(month) },
  },
  {
    name: 'credit-all-or-nothing',
    sentence: 'A credit larger than what is left to pay is not used.',
    section: 6,
    rule: 'A credit gives its balance or what is left to pay, whichever is less.',
    rules: { creditAmount: (balance, left) => (balance <= left ? balance : 0) },
  },
];
