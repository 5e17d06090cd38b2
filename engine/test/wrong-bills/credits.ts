import type { Credit, Statement } from '../../src/index.ts';
import { credit } from '../bills.ts';
import { usage, wrongBill } from './wrong-bill.ts';

/** One credit of 400 for a bill of 1000. */
const withCredit = (fields: Partial<Credit>) => ({
  readings: usage(1_000),
  credits: [credit({ balance: 400, ...fields })],
});

const usable = [
  wrongBill('expired-credit-used', withCredit({ expiresOn: '2025-02-28' }), ['creditApplied', 0, 400]),
  wrongBill('credit-expiring-in-month-refused', withCredit({ expiresOn: '2025-03-31' }), ['creditApplied', 400, 0]),
  wrongBill('credit-expiring-on-first-day-refused', withCredit({ expiresOn: '2025-03-01' }), ['creditApplied', 400, 0]),
  wrongBill('future-credit-used', withCredit({ validFrom: '2025-04-01' }), ['creditApplied', 0, 400]),
  wrongBill('credit-beginning-in-month-refused', withCredit({ validFrom: '2025-03-15' }), ['creditApplied', 400, 0]),
  wrongBill('credit-all-or-nothing', withCredit({ balance: 1_400 }), ['creditApplied', 1_000, 0]),
];

const several = {
  readings: usage(1_000),
  credits: [
    credit({ creditId: 'paid', type: 'PAID', expiresOn: '2026-06-30' }),
    credit({ creditId: 'lasting', type: 'PROMOTIONAL' }),
    credit({ creditId: 'promotional', type: 'PROMOTIONAL', expiresOn: '2025-12-31' }),
    credit({ creditId: 'soon', type: 'PAID', expiresOn: '2025-04-03' }),
  ],
};

const order = ({ appliedCredits }: Statement) => appliedCredits.map(({ creditId }) => creditId);
const right = ['soon', 'promotional', 'lasting', 'paid'];

const inOrder = [
  wrongBill('credits-in-order-of-granting', several, [order, right, ['paid', 'lasting', 'promotional', 'soon']]),
  wrongBill('credit-expiring-soon-ignored', several, [order, right, ['promotional', 'lasting', 'soon', 'paid']]),
  wrongBill('credit-types-ignored', several, [order, right, ['soon', 'promotional', 'paid', 'lasting']]),
  wrongBill('paid-credits-first', several, [order, right, ['soon', 'paid', 'promotional', 'lasting']]),
  wrongBill('lasting-credits-first', several, [order, right, ['soon', 'lasting', 'promotional', 'paid']]),
];

const oneCredit = wrongBill(
  'one-credit-a-bill',
  { readings: usage(1_000), credits: [credit({ balance: 400 }), credit({ balance: 300 })] },
  ['creditApplied', 700, 400],
);

export const wrongCredits = [...usable, ...inOrder, oneCredit];
