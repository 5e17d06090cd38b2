import type { Rules } from '../../src/index.ts';
import { adjustment, credit, owed, reading } from '../bills.ts';
import { TestAccount } from '../test-account.ts';
import { usage, type WrongBill, wrongBill } from './wrong-bill.ts';

const readings = usage(1_000);

const taxes = [
  // 10 % of 600; of 1000
  wrongBill('tax-before-credits', { readings, credits: [credit({ balance: 400 })] }, ['vat', 60, 100]),
  wrongBill('tax-before-adjustments', { readings, adjustments: [adjustment({ type: 'FIXED_DISCOUNT', value: 200 })] }, [
    'vat',
    80,
    100,
  ]),
  wrongBill('tax-on-carried-balance', { readings, carried: [owed({ month: '2025-02', charge: 500 })] }, [
    'vat',
    100,
    150,
  ]),
  // 10 % of 30; 1.5 twice
  wrongBill(
    'tax-rounded-per-line',
    { readings: ['p-a', 'p-b'].map((projectId) => reading({ projectId, volume: 15 })) },
    ['vat', 3, 2],
  ),
  // 100.5
  wrongBill('tax-rounded-half-up', { readings: usage(1_005) }, ['vat', 100, 101]),
  // 8.25 % of 1000 = 82.5
  wrongBill('tax-rounded-down', { member: 'us', readings }, ['vat', 83, 82]),
  // 100.1
  wrongBill('tax-rounded-up', { readings: usage(1_001) }, ['vat', 100, 101]),
];

const month = '2024-12';
const due = { month, charge: 1_000, vat: 100 };

const balances = [
  wrongBill('part-payment-not-deducted', { carried: [owed({ ...due, paid: 600 })] }, ['unpaidAmount', 500, 1_100]),
  wrongBill('late-fee-without-grace', { carried: [owed({ ...due, month: '2025-02' })] }, ['lateFee', 0, 55]),
  wrongBill('late-fee-every-month', { carried: [owed({ ...due, lateFeeCharged: true })] }, ['lateFee', 0, 55]),
  // 5 % of 1300
  wrongBill('late-fee-on-late-fee', { carried: [owed({ ...due, lateFee: 200 })] }, ['lateFee', 55, 65]),
  wrongBill('late-fee-without-tax', { carried: [owed(due)] }, ['lateFee', 55, 50]),
  // 5 % of 600
  wrongBill('late-fee-on-what-was-paid', { carried: [owed({ ...due, paid: 500 })] }, ['lateFee', 30, 55]),
];

/** The remaining amount of a credit of 1000 after a bill of 300 was calculated twice. */
const calculatedTwice: WrongBill = {
  defect: 'credits-used-again',
  figureBy(rules: Rules) {
    const acme = new TestAccount({ rules });
    const creditId = acme.grant(1_000);
    acme.bill('2025-03', 300);
    acme.calculate('2025-03');
    return acme.balance(creditId);
  },
  right: 700,
  wrong: 400,
};

export const wrongTaxAndBalances = [...taxes, ...balances, calculatedTwice];
