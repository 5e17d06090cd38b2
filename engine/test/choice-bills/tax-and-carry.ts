import type { Statement } from '../../src/index.ts';
import { adjustment, credit, owed, reading, underContract } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

const lines = (...volumes: number[]) => ({
  readings: volumes.map((volume, index) => reading({ projectId: `p-${index}`, volume })),
});

const taxed = {
  ...lines(1_000),
  adjustments: [adjustment({ type: 'FIXED_DISCOUNT', value: 200 })],
  credits: [credit({ balance: 400 })],
};

const taxes = [
  // 10 % of 400, 800 and 1000
  choiceBill('taxOn', taxed, 'vat', { AFTER_CREDITS: 40, BEFORE_CREDITS: 80, BEFORE_ADJUSTMENTS: 100 }),
  choiceBill('taxOn', { ...taxed, adjustments: [adjustment({ value: 200 })] }, 'vat', {
    AFTER_CREDITS: 80,
    BEFORE_CREDITS: 120,
    BEFORE_ADJUSTMENTS: 100,
  }),
  // 10 % of the charge, of which the credit leaves nothing
  choiceBill('taxOn', { ...taxed, credits: [credit({ balance: 5_000 })] }, 'vat', {
    AFTER_CREDITS: 0,
    BEFORE_CREDITS: 80,
    BEFORE_ADJUSTMENTS: 100,
  }),
  // 10 % of 30, down; 1.5 twice
  choiceBill('taxRoundedPer', lines(15, 15), 'vat', { BILL: 3, LINE: 2 }),
  // 8.25 % of 12 is 0.99; of 6 it is 0.495
  choiceBill('taxRoundedPer', { ...lines(6, 6), member: 'us' }, 'vat', { BILL: 1, LINE: 0 }),
  // 10 % of 15 + 15 + 19 + 11 − 15 − 19 = 26; 1 + 1 + 1 + 1 − 1 − 1
  choiceBill(
    'taxRoundedPer',
    {
      ...lines(15, 15),
      contracts: underContract({ baseFee: 19, minimumCharge: 60 }),
      adjustments: [adjustment({ type: 'FIXED_DISCOUNT', value: 15 })],
      credits: [credit({ balance: 19 })],
    },
    'vat',
    { BILL: 2, LINE: 2 },
  ),
  // 10 % of 8; 0 + 0 − 1 is below 0
  choiceBill('taxRoundedPer', { ...lines(9, 9), credits: [credit({ balance: 10 })] }, 'vat', { BILL: 0, LINE: 0 }),
  // nothing is left to pay; 1 + 1 − 3
  choiceBill('taxRoundedPer', { ...lines(15, 15), credits: [credit({ balance: 50 })] }, 'vat', { BILL: 0, LINE: 0 }),
  // 10 % of 1; 1 + 1 − 1
  choiceBill('taxRoundedPer', { ...lines(10, 10), credits: [credit({ balance: 19 })] }, 'vat', { BILL: 0, LINE: 1 }),
];

const fee = ({ lateFee, lateFeeMonths }: Statement) => [lateFee, lateFeeMonths];

const due = { month: '2024-12', charge: 1_000, vat: 100 };

const carried = [
  choiceBill('lateFee', { carried: [owed({ ...due, lateFee: 55, lateFeeCharged: true })] }, fee, {
    ONCE: [0, []],
    EVERY_MONTH: [55, ['2024-12']],
  }),
  choiceBill('lateFee', { carried: [owed(due)] }, fee, { ONCE: [55, ['2024-12']], EVERY_MONTH: [55, ['2024-12']] }),
  choiceBill('lateFee', { carried: [owed({ ...due, paid: 1_100, lateFeeCharged: true })] }, fee, {
    ONCE: [0, []],
    EVERY_MONTH: [0, []],
  }),
  // due on 25 March
  choiceBill('lateFeeGrace', { carried: [owed({ ...due, month: '2025-02' })] }, fee, {
    AFTER_GRACE: [0, []],
    NONE: [55, ['2025-02']],
  }),
  choiceBill('lateFeeGrace', { month: '2025-02', carried: [owed({ ...due, month: '2025-02' })] }, fee, {
    AFTER_GRACE: [0, []],
    NONE: [0, []],
  }),
  // 5 % of 1100 + 600, 1000 + 600, 1100 + 1100 and 1300 + 600
  choiceBill(
    'lateFeeOn',
    { carried: [owed({ ...due, lateFee: 200 }), owed({ ...due, month: '2024-11', paid: 500 })] },
    'lateFee',
    { CHARGE_AND_TAX: 85, CHARGE: 80, BILLED: 110, OUTSTANDING: 95 },
  ),
  // nothing is outstanding
  choiceBill('lateFeeOn', { carried: [owed({ ...due, paid: 1_100 })] }, fee, {
    CHARGE_AND_TAX: [0, []],
    CHARGE: [0, []],
    BILLED: [0, []],
    OUTSTANDING: [0, []],
  }),
  // the late fee alone is outstanding: 5 % of 40
  choiceBill('lateFeeOn', { carried: [owed({ month: '2024-12', lateFee: 40 })] }, fee, {
    CHARGE_AND_TAX: [0, []],
    CHARGE: [0, []],
    BILLED: [0, []],
    OUTSTANDING: [2, ['2024-12']],
  }),
];

export const taxAndCarryBills = [...taxes, ...carried];
