import type { Policy } from '@billing-testkit/engine';
import { defineMatrix } from '../define-matrix.ts';
import type { Cell, Matrix } from '../matrix.ts';
import { calendar } from './calendar.ts';
import { membersOf } from './case-parts.ts';
import { credits } from './credits.ts';
import { payments } from './payments.ts';
import { pricing } from './pricing.ts';
import { standard } from './standard.ts';

/** A cell of another matrix, without its member and month. */
interface Story {
  readonly matrix: Matrix;
  readonly labels: Cell;
}

function priced(quantity: string, split: string, terms: string): Story {
  return { matrix: pricing, labels: { quantity, split, terms } };
}

function dated(meter: string, at: string, inForce: string): Story {
  return { matrix: calendar, labels: { meter, at, inForce } };
}

function credited(granting: string, amount: string, recalculated: string): Story {
  return { matrix: credits, labels: { credits: granting, amount, recalculated, granted: 'last' } };
}

function paid(earlier: string, bill: string, path: string): Story {
  return { matrix: payments, labels: { earlier, bill, path } };
}

/** Cells of the other matrices that show the most, named after what they show. */
const stories: Readonly<Record<string, Story>> = {
  usage: { matrix: standard, labels: { unpaid: 'none', group: 'none', project: 'none', credits: 'none' } },
  'all-at-once': { matrix: standard, labels: { unpaid: 'OVERDUE', group: '-10%', project: '-8000', credits: 'ALL' } },

  'no-usage': priced('contract-FLAT:zero', 'none', 'fees'),
  'contract-price': priced('contract-FLAT:even-edge-1', 'projects', 'fees'),
  'volume-edge': priced('contract-VOLUME:at-limit-2', 'smaller-unit', 'none'),
  'full-packages': priced('contract-PACKAGE:at-limit-2', 'readings', 'none'),
  'free-tier': priced('contract-free-tier:above-limit-2', 'projects', 'discount'),
  resources: priced('contract-GRADUATED:above-limit-2', 'resources', 'discount'),
  'order-of-adjustments': priced('contract-FLAT:large', 'projects', 'adjusted'),
  'tax-edge': priced('tax:even-edge', 'none', 'none'),

  'first-instant': dated('DELTA', 'first-instant', 'older-first'),
  'last-instant': dated('GAUGE', 'last-instant', 'newer-first'),
  'running-meter': dated('CUMULATIVE', 'other-offset', 'this-month'),
  ended: dated('GAUGE', 'before-first', 'ended'),

  'expiring-credit': credited('PROMOTIONAL:to-first-day', 'part', 'unchanged'),
  'expired-credit': credited('PAID:to-day-before', 'more', 'never'),
  'lasting-credit': credited('BONUS:ever', 'more', 'with-more'),
  'credit-to-last-day': credited('CAMPAIGN:to-last-day', 'part', 'never'),
  'credit-from-last-day': credited('FREE:from-last-day', 'part', 'never'),
  'credit-of-next-month': credited('CAMPAIGN:from-next-month', 'more', 'never'),

  'part-payments': paid('part-paid', 'late-usage', 'paid-in-parts'),
  'late-fees': paid('late-fee-overdue', 'some', 'declined-then-paid'),
};

/** The stories as cells of the matrices for a policy. Each matrix is made once, because that takes long for many prices. */
function storiesFor(policy: Policy): Readonly<Record<string, Story>> {
  const made = new Map([standard, pricing, calendar, credits, payments].map((one) => [one, one.forPolicy(policy)]));
  return Object.fromEntries(
    Object.entries(stories).map(([name, { matrix, labels }]) => [name, { matrix: made.get(matrix) ?? matrix, labels }]),
  );
}

/** The other matrices in about a hundred cells: one of everything, in seconds. */
export const smoke = defineMatrix({
  name: 'smoke',
  dimensions: (policy) => ({ member: membersOf(policy), month: ['2025-03'], story: storiesFor(policy) }),
  build: ({ member, month, story: { matrix, labels } }) => matrix.caseOf({ member, month, ...labels }),
});
