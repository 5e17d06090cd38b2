import type { Month } from '@billing-testkit/engine';
import type { BillingCase } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import type { Cell, Matrix } from '../matrix.ts';
import { calendar } from './calendar.ts';
import { members } from './case-parts.ts';
import { credits } from './credits.ts';
import { payments } from './payments.ts';
import { pricing } from './pricing.ts';
import { standard } from './standard.ts';

type Story = (member: string, month: Month) => BillingCase;

const neutral = { unpaid: 'none', group: 'none', project: 'none', credits: 'none' };

/** Cells of the other matrices that show the most, named after what they show. */
const stories: Readonly<Record<string, Story>> = {
  usage: cellOf(standard, neutral),
  'all-at-once': cellOf(standard, { unpaid: 'OVERDUE', group: '-10%', project: '-8000', credits: 'ALL' }),

  'no-usage': cellOf(pricing, { price: 'contract-FLAT', quantity: 'zero', split: 'none', terms: 'fees' }),
  'contract-price': cellOf(pricing, { price: 'contract-FLAT', quantity: 'at-first', split: 'none', terms: 'fees' }),
  'volume-edge': cellOf(pricing, {
    price: 'contract-VOLUME',
    quantity: 'at-last',
    split: 'smaller-unit',
    terms: 'none',
  }),
  'full-packages': cellOf(pricing, { price: 'PACKAGE', quantity: 'at-last', split: 'readings', terms: 'none' }),
  'order-of-adjustments': cellOf(pricing, { price: 'FLAT', quantity: 'at-last', split: 'projects', terms: 'adjusted' }),

  'first-instant': cellOf(calendar, { meter: 'DELTA', at: 'first-instant', inForce: 'older-first' }),
  'last-instant': cellOf(calendar, { meter: 'GAUGE', at: 'last-instant', inForce: 'newer-first' }),
  'running-meter': cellOf(calendar, { meter: 'CUMULATIVE', at: 'other-offset', inForce: 'this-month' }),
  ended: cellOf(calendar, { meter: 'GAUGE', at: 'before-first', inForce: 'ended' }),

  'expiring-credit': cellOf(credits, credit('PROMOTIONAL', 'to-first-day', 'part', 'unchanged')),
  'expired-credit': cellOf(credits, credit('PAID', 'to-day-before', 'more', 'never')),
  'lasting-credit': cellOf(credits, credit('BONUS', 'ever', 'more', 'with-more')),
  'credit-to-last-day': cellOf(credits, credit('CAMPAIGN', 'to-last-day', 'part', 'never')),
  'credit-from-last-day': cellOf(credits, credit('FREE', 'from-last-day', 'part', 'never')),
  'credit-of-next-month': cellOf(credits, credit('CAMPAIGN', 'from-next-month', 'more', 'never')),

  'part-payments': cellOf(payments, { earlier: 'part-paid', bill: 'late-usage', path: 'paid-in-parts' }),
  'late-fees': cellOf(payments, { earlier: 'late-fee-overdue', bill: 'some', path: 'declined-then-paid' }),
};

/** The other matrices in less than a hundred cells: one of everything, in seconds. */
export const smoke = defineMatrix({
  name: 'smoke',
  dimensions: { member: members, month: ['2025-03'], story: stories },
  build: ({ member, month, story }) => story(member, month),
});

function cellOf(matrix: Matrix, labels: Cell): Story {
  return (member, month) => matrix.caseOf({ member, month, ...labels });
}

function credit(type: string, valid: string, amount: string, recalculated: string): Cell {
  return { type, valid, granted: 'last', amount, recalculated };
}
